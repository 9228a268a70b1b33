import type { ChosenFile } from '../../src/lint/paths.ts';
import type { Answer } from './answer.ts';
import type { CheckSettings } from './settings.ts';

/** What a thread is told: first how to check, then which files. */
export type ToWorker =
  | { readonly kind: 'settings'; readonly settings: CheckSettings; readonly observed: boolean; readonly run: readonly string[] }
  | { readonly kind: 'check'; readonly first: number; readonly files: readonly ChosenFile[] };

export type FromWorker =
  | { readonly kind: 'ready' }
  /** `first` is that of the question. */
  | { readonly kind: 'checked'; readonly first: number; readonly answers: readonly Answer[] }
  | { readonly kind: 'failed'; readonly message: string; readonly stack?: string };
