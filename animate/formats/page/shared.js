// What the scripts of all pages share; writing.py puts it before them.

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`no ${id}`);
}

/** Read base 64. @param {string} text */
export function bytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Read what digits.py packed, from a script of the page. @param {string} id */
export async function unpacked(id) {
  const packed = new Blob([bytes(element(id, HTMLScriptElement).text)]);
  const stream = packed.stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
