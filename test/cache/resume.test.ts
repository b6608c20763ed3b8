import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeSite } from "../../src/commands/judge-site.ts";
import { loadMessages } from "../../src/i18n/load-messages.ts";
import { jsonFormat } from "../../src/report/json.ts";
import { PLAIN_LOOK } from "../../src/report/look.ts";
import { BAATER, BOATS, EN, extraPosts, makeBlog, NB, writePost } from "../support/bilingual-blog.ts";
import { makeDir, removeDir, type TestRepo } from "../support/repo.ts";

const cacheHome = makeDir();
const before = process.env["XDG_CACHE_HOME"];
beforeAll(() => {
  process.env["XDG_CACHE_HOME"] = cacheHome;
});
afterAll(() => {
  if (before === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = before;
  removeDir(cacheHome);
});

interface Reported {
  readonly text: string;
  /** Pairs whose report was put together in this run; the others came out of the cache as bytes. */
  readonly judged: number;
}

async function report(cwd: string, cache: boolean): Promise<Reported> {
  const messages = await loadMessages("en");
  const chunks: Buffer[] = [];
  let judged = 0;
  const sink = {
    write: (text: string) => {
      if (/^,?\n\{"id"/.test(text)) judged++;
      chunks.push(Buffer.from(text));
    },
    writeBytes: (bytes: Uint8Array) => {
      chunks.push(Buffer.from(bytes));
    },
  };
  const run = await judgeSite({ cwd, cache });
  try {
    const writer = jsonFormat.create(sink, {
      version: "1",
      messages,
      english: messages,
      look: PLAIN_LOOK,
      readText: run.readText,
    });
    await writer.head(run.head);
    for await (const pair of run.pairs) await writer.pair(pair);
    await writer.end(run.tail());
  } finally {
    await run.close();
  }
  return { text: Buffer.concat(chunks).toString("utf8"), judged };
}

async function expectSame(repo: TestRepo): Promise<Reported> {
  const plain = await report(repo.dir, false);
  const cached = await report(repo.dir, true);
  expect(cached.text).toBe(plain.text);
  return cached;
}

/** Old enough for times to be trusted, as files are that nobody is editing right now. */
function age(repo: TestRepo): void {
  const root = join(repo.dir, "content");
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".md")) utimesSync(join(root, name), new Date(1e12), new Date(1e12));
  }
}

function cacheFiles(): string[] {
  return readdirSync(cacheHome, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?:index|records-\w+|lines-\w+)$/.test(name))
    .map((name) => join(cacheHome, name));
}

test("a second run tells the same without judging", async () => {
  const repo = makeBlog();
  try {
    age(repo);
    expect((await expectSame(repo)).judged).toBeGreaterThan(0);
    expect((await expectSame(repo)).judged).toBe(0);
  } finally {
    repo.remove();
  }
});

test("the edit of one post costs one pair", async () => {
  const repo = makeBlog({ extra: 5 });
  try {
    age(repo);
    await expectSame(repo);
    const changed = {
      ...BOATS,
      sections: { ...BOATS.sections, Timber: BOATS.sections["Timber"]!.replace("two years", "six years") },
    };
    repo.write(EN, writePost(changed));
    expect((await expectSame(repo)).judged).toBe(1);
    repo.write(EN, writePost(BOATS));
    expect((await expectSame(repo)).judged).toBe(0);
  } finally {
    repo.remove();
  }
});

test("bytes that changed within the same size and time are seen, while the file is young", async () => {
  const repo = makeBlog();
  try {
    const text = readFileSync(repo.path(EN), "utf8");
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    utimesSync(repo.path(EN), now, now);
    await expectSame(repo);
    writeFileSync(repo.path(EN), text.replace("spruce", "spruxe"));
    utimesSync(repo.path(EN), now, now);
    await expectSame(repo);
  } finally {
    repo.remove();
  }
});

test.each(["cut", "garbled", "gone", "nonsense"])(
  "a cache that is damaged (%s) is written anew",
  async (how) => {
    const repo = makeBlog();
    try {
      age(repo);
      await expectSame(repo);
      for (const file of cacheFiles()) {
        const bytes = readFileSync(file);
        if (how === "cut") writeFileSync(file, bytes.subarray(0, bytes.length >> 1));
        else if (how === "gone") {
          if (!file.endsWith("index")) unlinkSync(file);
        } else if (how === "nonsense") writeFileSync(file, "{}\n");
        else {
          bytes[bytes.length >> 1] = bytes[bytes.length >> 1]! ^ 0x55;
          writeFileSync(file, bytes);
        }
      }
      await expectSame(repo);
      expect((await expectSame(repo)).judged).toBe(0);
    } finally {
      repo.remove();
    }
  },
);

test("a cache folder that cannot be written costs time and nothing else", async () => {
  const repo = makeBlog();
  const folder = join(cacheHome, "samsvar");
  try {
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, "in the way");
    await expectSame(repo);
  } finally {
    rmSync(folder, { force: true });
    mkdirSync(folder, { recursive: true });
    repo.remove();
  }
});

test("two runs at once both tell the whole", async () => {
  const repo = makeBlog();
  try {
    const plain = await report(repo.dir, false);
    const both = await Promise.all([report(repo.dir, true), report(repo.dir, true)]);
    for (const one of both) expect(one.text).toBe(plain.text);
    expect((await report(repo.dir, true)).text).toBe(plain.text);
  } finally {
    repo.remove();
  }
});

/** A generator of numbers below `n` that gives the same ones each time. */
function makeRandom(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % n;
  };
}

test.each([1, 2, 3])(
  "whatever happens to a site, the cache tells the same (%i)",
  { timeout: 60_000 },
  async (seed) => {
    const repo = makeBlog({ extra: 4 });
    const random = makeRandom(seed);
    const posts = () =>
      readdirSync(join(repo.dir, "content"), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md"))
        .sort()
        .map((name) => repo.path(join("content", name)));
    const edit = (change: (text: string) => string) => {
      const all = posts();
      const path = all[random(all.length)]!;
      writeFileSync(path, change(readFileSync(path, "utf8")));
    };
    const acts: readonly (() => void)[] = [
      () => edit((text) => text.replace(/\b(?:the|og|and|en|er|is)\b/, `other${random(50)}`)),
      () =>
        edit((text) => `${text}\n## Added ${random(50)}\n\nSome 42 words with [a link](/boats/#timber).\n`),
      () => edit((text) => text.replace(/^title: .*/m, `title: Title ${random(50)}`)),
      () => edit((text) => text.replace(/a(?=[^a]*$)/, "e")),
      () => edit((text) => text),
      () => {
        const all = posts();
        const path = all[random(all.length)]!;
        renameSync(path, path.replace(/\.md$/, `-${random(50)}.md`));
      },
      () => {
        const all = posts();
        if (all.length > 6) unlinkSync(all[random(all.length)]!);
      },
      () => age(repo),
      () => repo.commit(`Change ${random(50)}`),
      () => {
        repo.git("checkout", "-q", "--", ".");
        repo.git("clean", "-fdq");
      },
      () => repo.write(NB, writePost({ ...BAATER, preamble: `Vi bygger båter, nå ${random(50)} i året.` })),
      () => repo.writeAll(extraPosts(random(3) + 1)),
    ];
    try {
      age(repo);
      for (let step = 0; step < 18; step++) {
        acts[random(acts.length)]!();
        await expectSame(repo);
      }
    } finally {
      repo.remove();
    }
  },
);
