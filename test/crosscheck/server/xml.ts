/** An answer of the Query protocol. */
export function queryResponse(operation: string, output: object): string {
  return `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${membersXml(output)}</${operation}Result><ResponseMetadata><RequestId>11111111-2222-3333-4444-555555555555</RequestId></ResponseMetadata></${operation}Response>`;
}

export function queryError(code: string, message: string): string {
  return `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error><RequestId>11111111-2222-3333-4444-555555555555</RequestId></ErrorResponse>`;
}

function membersXml(value: object): string {
  return Object.entries(value)
    .map(([name, member]: readonly [string, unknown]) => `<${name}>${valueXml(member)}</${name}>`)
    .join('');
}

function valueXml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item: unknown) => `<member>${valueXml(item)}</member>`).join('');
  if (typeof value === 'object' && value !== null) return membersXml(value);
  return escaped(String(value));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
