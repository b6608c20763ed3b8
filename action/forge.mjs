// The few calls of GitHub's API that the action makes.

/** @typedef {{ readonly id: number, readonly body: string }} Comment */

const PAGE = 100;
/** Busy servers are asked again after so many milliseconds. */
const WAITS = [500, 2_000, 5_000];

/**
 * @param {{ api: string, repository: string, token: string, wait?: (ms: number) => Promise<void> }} options
 */
export function createForge({
  api,
  repository,
  token,
  wait = (ms) => new Promise((done) => setTimeout(done, ms)),
}) {
  const base = `${api.replace(/\/+$/, "")}/repos/${repository}/issues`;

  /**
   * @param {string} method
   * @param {string} url
   * @param {unknown} [body]
   * @returns {Promise<Response>}
   */
  async function call(method, url, body) {
    for (let attempt = 0; ; attempt++) {
      const response = await fetch(url, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "x-github-api-version": "2022-11-28",
          "user-agent": "samsvar",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
        redirect: "error",
      });
      const pause = WAITS[attempt];
      // A comment that was created although the answer got lost must not be created twice.
      const again = method !== "POST" && (response.status >= 500 || response.status === 429);
      if (!again || pause === undefined) return response;
      await response.body?.cancel();
      await wait(pause);
    }
  }

  /** @param {Response} response */
  async function fail(response) {
    const text = await response.text();
    throw new Error(`GitHub answered ${response.status}: ${text.slice(0, 200)}`);
  }

  return {
    /**
     * @param {number} pull
     * @param {(comment: Comment) => boolean} test
     * @returns {Promise<readonly Comment[]>}
     */
    async listComments(pull, test) {
      /** @type {Comment[]} */
      const found = [];
      for (let page = 1; ; page++) {
        const response = await call("GET", `${base}/${pull}/comments?per_page=${PAGE}&page=${page}`);
        if (!response.ok) await fail(response);
        const comments = await response.json();
        found.push(
          ...comments.filter(
            (/** @type {Comment} */ comment) => typeof comment.body === "string" && test(comment),
          ),
        );
        if (comments.length < PAGE) return found;
      }
    },

    /**
     * @param {number} id
     * @param {string} body
     * @returns {Promise<boolean>} false when it is not ours to change, or gone
     */
    async updateComment(id, body) {
      const response = await call("PATCH", `${base}/comments/${id}`, { body });
      if (response.ok) return true;
      if (response.status === 403 || response.status === 404) return false;
      return fail(response);
    },

    /**
     * @param {number} pull
     * @param {string} body
     */
    async createComment(pull, body) {
      const response = await call("POST", `${base}/${pull}/comments`, { body });
      if (!response.ok) await fail(response);
    },
  };
}
