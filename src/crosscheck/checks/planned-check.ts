import type { AwsApi, AwsAnswer } from '../aws/api.ts';
import { ask } from '../aws/ask.ts';
import type { Requests } from '../aws/operations.ts';
import type { AccessCheckResponse } from '../../model/generated/exchange.generated.ts';
import type { JudgedIntent } from '../../intents/check-intents.ts';

/** One call that AWS charges for. */
export type PaidCall =
  | { readonly operation: 'CheckAccessNotGranted'; readonly input: Requests['CheckAccessNotGranted'] }
  | { readonly operation: 'CheckNoNewAccess'; readonly input: Requests['CheckNoNewAccess'] }
  | { readonly operation: 'CheckNoPublicAccess'; readonly input: Requests['CheckNoPublicAccess'] };

/** An intent as calls: AWS answers `PASS` where all of them do. */
export interface PlannedCheck {
  readonly intent: JudgedIntent;
  readonly calls: readonly PaidCall[];
  /** Why there are no calls, where there are none. */
  readonly reason?: string;
}

export function askPaid(api: AwsApi, call: PaidCall): Promise<AwsAnswer<AccessCheckResponse>> {
  switch (call.operation) {
    case 'CheckAccessNotGranted':
      return ask(api, call.operation, call.input);
    case 'CheckNoNewAccess':
      return ask(api, call.operation, call.input);
    case 'CheckNoPublicAccess':
      return ask(api, call.operation, call.input);
  }
}
