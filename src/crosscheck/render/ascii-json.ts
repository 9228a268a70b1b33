/** JSON, indented, in which every character beyond ASCII is escaped. */
export function asciiJson(value: unknown): string {
  return escapeAll(JSON.stringify(value, undefined, 2));
}

/** A text as JSON. */
export function quoted(text: string): string {
  return escapeAll(JSON.stringify(text));
}

function escapeAll(json: string): string {
  return json.replace(/[\u007F-\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
