/** Arguments and fields by whose name one can tell that they steer something. */
const STEERING_NAMES = new Set([
  "align",
  "animation",
  "autoplay",
  "background",
  "class",
  "color",
  "colour",
  "columns",
  "controls",
  "direction",
  "float",
  "fullwidth",
  "height",
  "icon",
  "layout",
  "limit",
  "loading",
  "loop",
  "muted",
  "position",
  "ratio",
  "size",
  "style",
  "theme",
  "type",
  "variant",
  "width",
]);

/** Whether a value steers the page rather than being read: the same in all languages. */
export function isSteering(name: string, value: string): boolean {
  const text = value.trim();
  if (text === "") return false;
  if (STEERING_NAMES.has(name.toLowerCase())) return true;
  return (
    isSwitch(text) ||
    /^-?\d+(?:\.\d+)?(?:px|r?em|%|vw|vh|s|ms|x)?$/.test(text) ||
    /^#(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.test(text)
  );
}

export function isSwitch(text: string): boolean {
  return /^(?:true|false)$/i.test(text);
}
