import type { Report } from '../model/report.ts';
import { entriesOf, type Entry } from './entries.ts';
import type { Formatter } from './formatter.ts';
import { portablePath } from '../model/fingerprint.ts';
import { element, escapeXml } from './xml.ts';

/** JUnit's XML, as Jenkins, GitLab, Azure Pipelines and others read it: a file is a suite, a finding a failure. */
export const junit: Formatter = (report: Report): string => {
  const entries = entriesOf(report);
  const ofIntents = entries.filter(isIntent);
  const suites = report.files.map(({ path }) => {
    const name = portablePath(path);
    const failed = entries.filter((entry) => !isIntent(entry) && entry.place.path === name).map(failureCase);
    return suite(name, failed.length === 0 ? [element('testcase', { name, classname: name })] : failed, failed.length);
  });
  if (report.intents.length > 0) {
    const holding = report.intents
      .filter(({ verdict }) => verdict === 'holds')
      .map(({ intent, target }) => element('testcase', { name: `${intent.name}: ${target.name}`, classname: `intent/${intent.kind}` }));
    suites.push(suite('intents', [...ofIntents.map(failureCase), ...holding], ofIntents.length));
  }
  if (report.problems.length > 0) {
    const cases = report.problems.map((message) => element('testcase', { name: message, classname: 'policy-lint' }, [element('error', { message })]));
    suites.push(element('testsuite', { name: 'policy-lint', tests: cases.length, failures: 0, errors: cases.length }, cases));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'policy-lint' }, ['\n', ...suites.flatMap((text) => [text, '\n'])])}\n`;
};

function isIntent({ ruleId }: Entry): boolean {
  return ruleId.startsWith('intent/');
}

function suite(name: string, cases: readonly string[], failures: number): string {
  return element('testsuite', { name, tests: cases.length, failures, errors: 0 }, cases);
}

function failureCase({ ruleId, severity, message, place, details }: Entry): string {
  const at = `${place.path}:${place.start.line}:${place.start.column}`;
  const failure = element('failure', { type: severity, message }, [escapeXml([`${at}: ${message}`, ...details].join('\n'))]);
  return element('testcase', { name: `${ruleId} at ${at}`, classname: place.path, file: place.path, line: place.start.line }, [failure]);
}
