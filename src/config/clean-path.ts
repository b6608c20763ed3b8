/** Brings a folder or file to the form `content/en`: no `./`, no trailing slash, `/` only; `.` for the top. */
export function cleanPath(path: string): string {
  const clean = path
    .replaceAll("\\", "/")
    .split("/")
    .filter((step) => step !== "" && step !== ".")
    .join("/");
  return clean === "" ? "." : clean;
}

export function cleanMount(mount: string | undefined): string {
  const clean = cleanPath(mount ?? "");
  return clean === "." ? "" : clean;
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

export function joinFolder(parent: string, name: string): string {
  return parent === "." ? name : `${parent}/${name}`;
}

export function isBelowFolder(path: string, folder: string): boolean {
  return folder === "." || path.startsWith(`${folder}/`);
}
