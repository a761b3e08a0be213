/** One key of an authority, X.509 or JWT. Times in milliseconds since 1970. */
export interface Slot {
  readonly id: string;
  /** `prepared`: in the bundle, signs nothing yet. `active`: signs. `old`: in the bundle for what it signed. */
  readonly state: 'prepared' | 'active' | 'old';
  readonly notBefore: number;
  readonly notAfter: number;
  /** Since when its state is this. */
  readonly since: number;
  /** Another one takes over as soon as everybody can know it, whatever is left of its life. */
  readonly retiring?: boolean;
}

export interface RotationPolicy {
  /** Life of a key. */
  readonly authorityTtl: number;
  /** The longest life of what it signs. */
  readonly svidTtl: number;
  /** Every verifier has a bundle that is no older than this. */
  readonly propagation: number;
}

export type Step =
  | { readonly step: 'prepare' }
  | { readonly step: 'activate'; readonly id: string }
  | { readonly step: 'drop'; readonly id: string };

/** Clocks of machines differ: what has ended is kept in the bundle a little longer. */
const LEEWAY = 60_000;

/** Whether a policy can be kept: a key lives long enough for another to be known everywhere before it is needed. */
export const isSound = ({ authorityTtl, svidTtl, propagation }: RotationPolicy): boolean =>
  svidTtl > 0 && propagation >= 0 && authorityTtl / 2 > svidTtl + propagation + LEEWAY;

/**
 * What is due now, in this order. A key is in the bundle for as long as verifiers may take to look before it signs; another is prepared at half of
 * its life; and it stays until all that it signed has ended. So no verifier that looks in time meets an SVID whose authority it does not know.
 */
export function due(slots: readonly Slot[], now: number, policy: RotationPolicy): readonly Step[] {
  const drop = slots.filter((slot) => isOver(slot, now, policy)).map(({ id }): Step => ({ step: 'drop', id }));
  const left = slots.filter((slot) => !isOver(slot, now, policy));
  const active = left.find(({ state }) => state === 'active');
  const prepared = left.find(({ state }) => state === 'prepared');
  if (prepared && (!active || isDue(active, prepared, now, policy)))
    return [...drop, { step: 'activate', id: prepared.id }];
  const aged = !active || active.retiring === true || now >= active.notBefore + policy.authorityTtl / 2;
  return aged && !prepared ? [...drop, { step: 'prepare' }] : drop;
}

/** The next one takes over while the last may still sign for a whole life of an SVID, and not before everybody knows it. */
function isDue(active: Slot, prepared: Slot, now: number, { svidTtl, propagation }: RotationPolicy): boolean {
  const late = active.retiring === true || now >= active.notAfter - svidTtl - propagation - LEEWAY;
  return late && now >= prepared.since + propagation;
}

function isOver({ state, since, notAfter }: Slot, now: number, { svidTtl }: RotationPolicy): boolean {
  return now > notAfter || (state === 'old' && now > since + svidTtl + LEEWAY);
}

/** The slots after a step; a key that was made for `prepare` comes with it. */
export function after(
  slots: readonly Slot[],
  step: Step,
  now: number,
  made?: Omit<Slot, 'state' | 'since'>,
): readonly Slot[] {
  switch (step.step) {
    case 'prepare':
      return made ? [...slots, { ...made, state: 'prepared', since: now }] : slots;
    case 'activate':
      return slots.map((slot) => {
        if (slot.id === step.id) return { ...slot, state: 'active', since: now };
        return slot.state === 'active' ? { ...slot, state: 'old', since: now } : slot;
      });
    case 'drop':
      return slots.filter(({ id }) => id !== step.id);
  }
}

/**
 * After a compromise: the key that signed, and all that it signed, are of nobody from now on. What is prepared is known already and signs at once; where nothing is,
 * a key has to be made, and verifiers learn of it when they look again.
 */
export function distrust(slots: readonly Slot[], id: string, now: number): readonly Slot[] {
  const left = slots.filter((slot) => slot.id !== id);
  const next = left.find(({ state }) => state === 'prepared');
  return next && !left.some(({ state }) => state === 'active')
    ? after(left, { step: 'activate', id: next.id }, now)
    : left;
}

/** What verifiers are told: everything that signs, will sign, or signed what may still be shown. */
export const published = (slots: readonly Slot[]): readonly string[] => slots.map(({ id }) => id);
