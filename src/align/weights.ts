/** Weights of one logistic model: log odds that two sections belong together. */
export interface Weights {
  readonly bias: number;
  readonly len: number;
  readonly lenabs: number;
  readonly sameLevel: number;
  readonly nearLevel: number;
  readonly preambleMismatch: number;
  readonly kinds: number;
  readonly blocks: number;
  readonly invariants: number;
  readonly code: number;
  readonly cognates: number;
  readonly headingCognates: number;
  readonly question: number;
  readonly anchor: number;
  readonly dictionary: number;
  readonly headingDictionary: number;
  readonly noDictionary: number;
  readonly position: number;
}

export type FeatureName = Exclude<keyof Weights, "bias">;

/** Fitted by `scripts/fit-alignment.mjs` on the development cases; the same for all languages. */
export const WITHOUT_DICTIONARY: Weights = {
  bias: -1.54,
  len: 0.38,
  lenabs: 0.79,
  sameLevel: 0.99,
  nearLevel: -0.47,
  preambleMismatch: -3.06,
  kinds: 1.18,
  blocks: 0.91,
  invariants: 3.29,
  code: 1.63,
  cognates: 3.33,
  headingCognates: 0.88,
  question: 1.46,
  anchor: 4,
  dictionary: 0,
  headingDictionary: 0,
  noDictionary: 0,
  position: 4.59,
};

export const WITH_DICTIONARY: Weights = {
  bias: -3.66,
  len: 0.49,
  lenabs: 0.13,
  sameLevel: 1.06,
  nearLevel: -0.5,
  preambleMismatch: -2.61,
  kinds: 0.84,
  blocks: 1.0,
  invariants: 2.91,
  code: 1.5,
  cognates: 3.07,
  headingCognates: 1.77,
  question: 1.44,
  anchor: 4,
  dictionary: 3.81,
  headingDictionary: 1.99,
  noDictionary: 1.05,
  position: 3.95,
};
