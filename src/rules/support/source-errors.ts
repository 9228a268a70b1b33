import type { Fix } from '../../model/finding.ts';
import type { SourcePolicy } from '../../model/policy-source.ts';
import type { SourceError, SourceErrorCode } from '../../model/source-error.ts';
import type { RuleContext, RuleVisitors } from '../rule.ts';

/**
 * Visitors that report errors of the parser, whose messages say it all: by error code, the message of
 * the rule that the error becomes. Those messages have the text `{{message}}`. AWS takes no policy with
 * such an error, so that a fix may give one a meaning: where only one can have been meant.
 */
export function reportSourceErrors<MessageId extends string>(
  context: RuleContext<MessageId>,
  messages: Readonly<Partial<Record<SourceErrorCode, MessageId>>>,
  fixOf: (error: SourceError) => Fix | undefined = () => undefined,
): RuleVisitors {
  return {
    source(source: SourcePolicy) {
      const cut = isCutShort(source);
      for (const error of source.errors) {
        if (cut && error.code.startsWith('missing-')) continue;
        const messageId = messages[error.code];
        const fix = messageId === undefined ? undefined : fixOf(error);
        if (messageId !== undefined) context.report({ messageId, data: { message: error.message }, loc: error.loc, ...(fix === undefined ? {} : { fix }) });
      }
    },
  };
}

/** The text was not read to its end: what seems to be missing may stand behind the error. */
export function isCutShort({ errors }: SourcePolicy): boolean {
  return errors.some(({ code }) => code === 'json-syntax' || code === 'yaml-syntax');
}
