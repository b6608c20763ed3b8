/**
 * Makes content harmless where it is shown as one line: terminal escapes, other control characters and the
 * marks that turn the direction of text around become visible signs; line ends and tabs become blanks.
 * Nothing is dropped, so that what hides in a title can be seen.
 */
export function sanitizeText(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g,
    (character) => {
      const code = character.charCodeAt(0);
      if (code === 0x09 || code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return " ";
      // The control pictures block names each of the first 32: ESC is shown as ␛.
      if (code < 0x20) return String.fromCharCode(0x2400 + code);
      return code === 0x7f ? "␡" : "�";
    },
  );
}
