/** A question that a reading of a template came upon, such as whether a condition is true. */
export interface Choice {
  /** The same question has the same id, however often it is asked. */
  readonly id: string;
  /** What each answer is called: `true` and `false` for a condition, values for a parameter. */
  readonly options: readonly string[];
}

export type Choose = (choice: Choice) => number;

/** The outcomes of a reading, by the answers that lead to them. */
export type DecisionTree<T> =
  | { readonly kind: 'leaf'; readonly value: T }
  | { readonly kind: 'branch'; readonly choice: Choice; readonly children: readonly DecisionTree<T>[] };

interface Run<T> {
  readonly trace: readonly { readonly choice: Choice; readonly picked: number }[];
  readonly value: T;
}

/**
 * Reads once per combination of answers. Only the questions that a reading really asks are branched on.
 * Undefined when there are more than `limit` combinations.
 */
export function explore<T>(limit: number, read: (choose: Choose) => T): DecisionTree<T> | undefined {
  let leaves = 0;
  const runWith = (prefix: readonly number[]): Run<T> => {
    const trace: { readonly choice: Choice; readonly picked: number }[] = [];
    const value = read((choice) => {
      const asked = trace.find((earlier) => earlier.choice.id === choice.id);
      if (asked !== undefined) return asked.picked;
      const picked = prefix[trace.length] ?? 0;
      trace.push({ choice, picked });
      return picked;
    });
    return { trace, value };
  };
  const grow = (prefix: readonly number[], run: Run<T>): DecisionTree<T> | undefined => {
    const next = run.trace[prefix.length];
    if (next === undefined) {
      leaves += 1;
      return leaves > limit ? undefined : { kind: 'leaf', value: run.value };
    }
    const children: DecisionTree<T>[] = [];
    for (const option of next.choice.options.keys()) {
      const path = [...prefix, option];
      const child = grow(path, option === next.picked ? run : runWith(path));
      if (child === undefined) return undefined;
      children.push(child);
    }
    return { kind: 'branch', choice: next.choice, children };
  };
  return grow([], runWith([]));
}

/** Drops the questions whose answer makes no difference. */
export function merge<T>(tree: DecisionTree<T>, same: (a: T, b: T) => boolean): DecisionTree<T> {
  if (tree.kind === 'leaf') return tree;
  const children = tree.children.map((child) => merge(child, same));
  const [first, ...others] = children;
  return first !== undefined && others.every((other) => sameTree(first, other, same)) ? first : { ...tree, children };
}

function sameTree<T>(a: DecisionTree<T>, b: DecisionTree<T>, same: (a: T, b: T) => boolean): boolean {
  if (a.kind === 'leaf') return b.kind === 'leaf' && same(a.value, b.value);
  if (b.kind === 'leaf' || a.choice.id !== b.choice.id || a.children.length !== b.children.length) return false;
  return a.children.every((child, index) => {
    const other = b.children[index];
    return other !== undefined && sameTree(child, other, same);
  });
}

/** Every outcome, with the answers that lead to it. */
export function outcomes<T>(tree: DecisionTree<T>): readonly { readonly value: T; readonly answers: readonly Answer[] }[] {
  if (tree.kind === 'leaf') return [{ value: tree.value, answers: [] }];
  return tree.children.flatMap((child, index) =>
    outcomes(child).map(({ value, answers }) => ({
      value,
      answers: [{ id: tree.choice.id, option: tree.choice.options[index] ?? '' }, ...answers],
    })),
  );
}

export interface Answer {
  readonly id: string;
  readonly option: string;
}
