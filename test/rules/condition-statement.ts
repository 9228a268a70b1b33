/** An identity policy of one statement with these conditions. */
export function conditionPolicy(Condition: unknown, rest: object = {}): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition, ...rest }] };
}

/** A trust policy of one statement. */
export function trustPolicy(Principal: unknown, Action: unknown, Condition?: unknown, rest: object = {}): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action, ...(Condition === undefined ? {} : { Condition }), ...rest }] };
}

/** A resource policy of one statement. */
export function resourcePolicy(Principal: unknown, Condition?: unknown, rest: object = {}): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: '*', ...(Condition === undefined ? {} : { Condition }), ...rest }],
  };
}
