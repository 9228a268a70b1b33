/** Resolves a path relative to the folder of a file, `.` and `..` included. */
export function relativeTo(file: string, path: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return path;
  const folder = file.replaceAll('\\', '/').split('/').slice(0, -1);
  const steps = [...folder];
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '.' || step === '') continue;
    const last = steps.at(-1);
    if (step === '..' && last !== undefined && last !== '..' && last !== '') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

/** The last step of a path. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
