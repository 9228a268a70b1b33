import type { SourcePolicy } from '../../model/policy-source.ts';
import type { SourceErrorCode } from '../../model/source-error.ts';
import type { RuleContext, RuleVisitors } from '../rule.ts';

/**
 * Visitors that report errors of the parser, whose messages say it all: by error code, the message of
 * the rule that the error becomes. Those messages have the text `{{message}}`.
 */
export function reportSourceErrors<MessageId extends string>(
  context: RuleContext<MessageId>,
  messages: Readonly<Partial<Record<SourceErrorCode, MessageId>>>,
): RuleVisitors {
  return {
    source(source: SourcePolicy) {
      for (const { code, message, loc } of source.errors) {
        const messageId = messages[code];
        if (messageId !== undefined) context.report({ messageId, data: { message }, loc });
      }
    },
  };
}
