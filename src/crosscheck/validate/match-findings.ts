import type { ValidatePolicyFinding } from '../../model/generated/exchange.generated.ts';
import type { LocatedFinding } from '../../model/finding.ts';
import type { Span } from '../../model/location.ts';
import type { RenderedDocument, RenderedPart } from '../render/render-document.ts';
import { awsPlace, type AwsPlace } from './aws-place.ts';

/** A finding of AWS with its places in the document; the whole document where it names none that can be found. */
export interface PlacedAwsFinding {
  readonly finding: ValidatePolicyFinding;
  readonly places: readonly AwsPlace[];
}

export interface MatchedFindings {
  /** The same check at the same place, or in the same statement where `samePlace` is false. */
  readonly agreed: readonly { readonly aws: PlacedAwsFinding; readonly own: LocatedFinding; readonly samePlace: boolean }[];
  readonly onlyAws: readonly PlacedAwsFinding[];
  readonly onlyUs: readonly LocatedFinding[];
}

/**
 * Pairs findings by code and place. Both speak of one text, so places compare as ranges of it: one finding may
 * answer to several, as where the one reports a list and the other its items.
 *
 * @param own findings with a code of Access Analyzer, with places in the document's text.
 */
export function matchFindings(aws: readonly ValidatePolicyFinding[], own: readonly LocatedFinding[], document: RenderedDocument): MatchedFindings {
  const placed = aws.map((finding) => ({ finding, places: placesOf(finding, document) }));
  const agreed: MatchedFindings['agreed'][number][] = [];
  const restAws: PlacedAwsFinding[] = [];
  const paired = new Set<LocatedFinding>();
  for (const theirs of placed) {
    const same = own.filter((ours) => isSameCheck(theirs, ours) && theirs.places.some((place) => spansOf(ours).some((span) => overlap(place.span, span))));
    const [first] = same;
    if (first === undefined) restAws.push(theirs);
    else agreed.push({ aws: theirs, own: first, samePlace: true });
    for (const ours of same) paired.add(ours);
  }
  const onlyAws: PlacedAwsFinding[] = [];
  for (const theirs of restAws) {
    const near = own.find((ours) => !paired.has(ours) && isSameCheck(theirs, ours) && shareStatement(theirs, ours, document));
    if (near === undefined) onlyAws.push(theirs);
    else {
      agreed.push({ aws: theirs, own: near, samePlace: false });
      paired.add(near);
    }
  }
  return { agreed, onlyAws, onlyUs: own.filter((ours) => !paired.has(ours)) };
}

function placesOf(finding: ValidatePolicyFinding, document: RenderedDocument): readonly AwsPlace[] {
  const found = finding.locations.flatMap((location) => awsPlace(location, document) ?? []);
  const [whole] = document.parts;
  return found.length > 0 || whole === undefined ? found : [{ span: whole.span, part: whole }];
}

function isSameCheck({ finding }: PlacedAwsFinding, { accessAnalyzerCode }: LocatedFinding): boolean {
  return finding.issueCode === accessAnalyzerCode;
}

function spansOf({ loc, related = [] }: LocatedFinding): readonly Span[] {
  return [loc, ...related.map((place) => place.loc)].flatMap(({ span }) => span ?? []);
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function shareStatement({ places }: PlacedAwsFinding, own: LocatedFinding, document: RenderedDocument): boolean {
  const theirs = places.map(({ part }) => statementOf(part.pointer));
  const ours = spansOf(own).map((span) => statementOf(partAt(span, document)?.pointer ?? ''));
  return theirs.some((statement) => ours.includes(statement));
}

function statementOf(pointer: string): string {
  return /^\/Statement(?:\/\d+)?/.exec(pointer)?.[0] ?? '';
}

/** The smallest part that holds a range of the document. */
export function partAt({ start, end }: Span, { parts }: RenderedDocument): RenderedPart | undefined {
  let found: RenderedPart | undefined;
  for (const part of parts) {
    const { span } = part;
    if (span.start > start || end > span.end) continue;
    if (found === undefined || span.end - span.start <= found.span.end - found.span.start) found = part;
  }
  return found;
}
