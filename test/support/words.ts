/** Where each field of a packed word stands: first bit and number of bits, as the contracts draw it. */
export type Layout = Readonly<Record<string, readonly [offset: number, bits: number]>>;

export const HOLDER_WORD = {
  balance: [0, 64],
  held: [64, 64],
  until: [128, 32],
  from: [160, 32],
  recordId: [192, 16],
  epoch: [208, 16],
  categories: [224, 4],
  mayGain: [228, 1],
  enrolled: [229, 1],
  countedApart: [230, 1],
  recovered: [231, 1],
  actionNumber: [232, 8],
  frozen: [240, 1],
  hasFrozenUnits: [241, 1],
  systemAccount: [242, 1],
  otherSlowFlags: [243, 13],
} as const satisfies Layout;

export const CLASS_WORD = {
  supply: [0, 64],
  holders: [64, 24],
  max: [88, 24],
  nextDate: [112, 32],
  termsEpoch: [144, 16],
  number: [160, 16],
  actionNumber: [176, 8],
  lowerFlags: [184, 8],
  recordId: [192, 16],
  epoch: [208, 16],
  opened: [224, 1],
  policyChanged: [225, 1],
  doubted: [226, 1],
  rulesChanged: [227, 1],
  capChanged: [228, 1],
  otherFlags: [229, 11],
  paused: [240, 1],
  closed: [241, 1],
  lot: [242, 1],
  lockUp: [243, 1],
  consent: [244, 1],
  venueOnly: [245, 1],
  blockOnly: [246, 1],
  mostUnits: [247, 1],
  mostOfCategory: [248, 1],
  maturity: [249, 1],
  inAction: [250, 1],
  otherSlowFlags: [251, 5],
} as const satisfies Layout;

export const RULES_WORD = {
  consent: [0, 1],
  venueOnly: [1, 1],
  blockOnly: [2, 1],
  otherFlags: [3, 5],
  maturity: [8, 16],
  lockUp: [24, 16],
  lot: [40, 32],
  mostUnits: [72, 64],
  mostSpecified: [136, 24],
  mostQii: [160, 24],
  mostSpecialBusiness: [184, 24],
  mostBrokerDealer: [208, 24],
  mostGeneral: [232, 24],
} as const satisfies Layout;

export const CATEGORY_COUNTS = {
  specified: [0, 24],
  qii: [24, 24],
  specialBusiness: [48, 24],
  brokerDealer: [72, 24],
  general: [96, 24],
  free: [120, 136],
} as const satisfies Layout;

export const RECORD_DATE = {
  supply: [0, 64],
  holders: [64, 24],
  lastSecond: [88, 32],
  nextLastSecond: [120, 32],
  free: [152, 104],
} as const satisfies Layout;

export const PAST_HOLDING = {
  balance: [0, 64],
  held: [64, 64],
  frozen: [128, 64],
  since: [192, 16],
  free: [208, 48],
} as const satisfies Layout;

export const CLAIMS_WORD = {
  investorId: [0, 32],
  validFrom: [32, 32],
  attestedAt: [64, 32],
  expiry: [96, 16],
  screenedUntil: [112, 16],
  categoriesUntil: [128, 16],
  categories: [144, 4],
  residence: [148, 10],
  taxClass: [158, 4],
  state: [162, 3],
  endsDiffer: [165, 1],
  changeWaits: [166, 1],
  moreClasses: [167, 1],
  moreOfficers: [168, 1],
  severalWallets: [169, 1],
  firstPass: [170, 1],
  otherFlags: [171, 1],
  officers: [172, 16],
  seq: [188, 16],
  classes: [204, 48],
  free: [252, 4],
} as const satisfies Layout;

export const ROSTER_WORD = {
  lastInvestorId: [0, 32],
  vetoWindow: [32, 24],
  quota: [56, 12],
  quorum: [68, 4],
  officers: [72, 8],
  classes: [80, 15],
  knowsDisowning: [95, 1],
  day: [96, 16],
  seats: [112, 144],
} as const satisfies Layout;

export const OFFICER_WORD = {
  key: [0, 160],
  active: [160, 1],
  seat: [161, 4],
  disownedSince: [165, 32],
  day: [197, 16],
  listed: [213, 16],
  free: [229, 27],
} as const satisfies Layout;

export const STANDING = {
  investorId: [0, 32],
  until: [32, 32],
  from: [64, 32],
  categories: [96, 4],
  otherCategories: [100, 6],
  residence: [106, 10],
  status: [116, 4],
  countedApart: [120, 1],
  taxClass: [121, 4],
  free: [125, 131],
} as const satisfies Layout;

export type Fields<L extends Layout> = { [Name in keyof L]: bigint };

/** Every field of a word. */
export function fieldsOf<L extends Layout>(layout: L, word: bigint): Fields<L> {
  return Object.fromEntries(
    Object.entries(layout).map(([name, [offset, bits]]) => [
      name,
      (word >> BigInt(offset)) & ((1n << BigInt(bits)) - 1n),
    ]),
  ) as Fields<L>;
}

/** The word with other values in some of its fields; a value that does not fit is the test's fault. */
export function withFields<L extends Layout>(
  layout: L,
  word: bigint,
  values: Partial<Record<keyof L, bigint | number>>,
): bigint {
  return Object.entries(values).reduce((result, [name, value]) => {
    const [offset, bits] = layout[name]!;
    const most = (1n << BigInt(bits)) - 1n;
    const field = BigInt(value as bigint | number);
    if (field < 0n || field > most) throw new Error(`${name} takes ${bits} bits, not ${field}`);
    return (result & ~(most << BigInt(offset))) | (field << BigInt(offset));
  }, word);
}
