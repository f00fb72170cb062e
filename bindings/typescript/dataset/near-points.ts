// Points in a few dimensions that many others are compared with: a k-d tree in flat arrays.

const leaf = 8;

/** Told of each point within the tie of a query. */
export type OnTie = (point: number) => void;

/** A k-d tree over points given as rows of `width` numbers, which it puts in an order of its own. */
export class NearPoints {
  /** Number of the point that the last {@link search} found nearest, in the order in which they were given; -1 = none within its limit. */
  nearest = -1;
  readonly #rows: Float64Array;
  readonly #width: number;
  readonly #ids: Uint32Array;
  /** By the place of a node's middle row: the dimension it divides. */
  readonly #dimensions: Uint8Array;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  /** By dimension: how far the query is from the part of the tree in hand. */
  readonly #offsets: Float64Array;
  #query: Float64Array = new Float64Array(0);
  #limit = 0;
  #tie = 0;
  #onTie: OnTie = () => undefined;

  constructor(rows: Float64Array, width: number, count: number) {
    this.#rows = rows;
    this.#width = width;
    this.#ids = Uint32Array.from({ length: count }, (_, i) => i);
    this.#dimensions = new Uint8Array(count);
    this.#offsets = new Float64Array(width);
    this.#least = new Float64Array(width);
    this.#most = new Float64Array(width);
    this.#bound(0, count);
    const [least, most] = [this.#least.slice(), this.#most.slice()];
    this.#build(0, count);
    [this.#least, this.#most] = [least, most];
  }

  /** Least and largest coordinates of some rows. */
  #bound(from: number, to: number): void {
    const [rows, width] = [this.#rows, this.#width];
    this.#least.fill(Number.POSITIVE_INFINITY);
    this.#most.fill(Number.NEGATIVE_INFINITY);
    for (let i = from; i < to; i++)
      for (let d = 0; d < width; d++) {
        const value = rows[i * width + d] as number;
        if (value < (this.#least[d] as number)) this.#least[d] = value;
        if (value > (this.#most[d] as number)) this.#most[d] = value;
      }
  }

  #build(from: number, to: number): void {
    if (to - from <= leaf) return;
    this.#bound(from, to);
    let dimension = 0;
    let widest = -1;
    for (let d = 0; d < this.#width; d++) {
      const extent = (this.#most[d] as number) - (this.#least[d] as number);
      if (extent > widest) [widest, dimension] = [extent, d];
    }
    const middle = (from + to) >>> 1;
    this.#select(from, to - 1, middle, dimension);
    this.#dimensions[middle] = dimension;
    this.#build(from, middle);
    this.#build(middle + 1, to);
  }

  /** Moves rows so that none before `place` is larger, and none behind it smaller (Hoare's selection). */
  #select(from: number, to: number, place: number, dimension: number): void {
    const [rows, width] = [this.#rows, this.#width];
    const at = (i: number) => rows[i * width + dimension] as number;
    while (from < to) {
      const pivot = at((from + to) >>> 1);
      let [i, j] = [from, to];
      while (i <= j) {
        while (at(i) < pivot) i++;
        while (at(j) > pivot) j--;
        if (i <= j) this.#swap(i++, j--);
      }
      if (place <= j) to = j;
      else if (place >= i) from = i;
      else return;
    }
  }

  #swap(i: number, j: number): void {
    if (i === j) return;
    const [rows, ids, width] = [this.#rows, this.#ids, this.#width];
    for (let d = 0; d < width; d++) {
      const kept = rows[i * width + d] as number;
      rows[i * width + d] = rows[j * width + d] as number;
      rows[j * width + d] = kept;
    }
    const kept = ids[i] as number;
    ids[i] = ids[j] as number;
    ids[j] = kept;
  }

  /**
   * The smallest squared distance from a query to a point, where it is below `limit`; else `limit`.
   * @param base added to each squared distance
   * @param tie points whose squared distance is at most this are all told to `onTie`
   */
  search(query: Float64Array, base: number, limit: number, tie: number, onTie: OnTie): number {
    this.nearest = -1;
    this.#query = query;
    this.#limit = limit;
    this.#tie = tie;
    this.#onTie = onTie;
    let distance = base;
    for (let d = 0; d < this.#width; d++) {
      const value = query[d] as number;
      const offset = Math.max((this.#least[d] as number) - value, value - (this.#most[d] as number), 0);
      this.#offsets[d] = offset;
      distance += offset * offset;
    }
    if (distance < limit || distance <= tie) this.#visit(0, this.#ids.length, base, distance);
    return this.#limit;
  }

  #visit(from: number, to: number, base: number, distance: number): void {
    if (to - from <= leaf) {
      for (let i = from; i < to; i++) this.#compare(i, base);
      return;
    }
    const middle = (from + to) >>> 1;
    this.#compare(middle, base);
    const dimension = this.#dimensions[middle] as number;
    const side = (this.#query[dimension] as number) - (this.#rows[middle * this.#width + dimension] as number);
    if (side <= 0) this.#visit(from, middle, base, distance);
    else this.#visit(middle + 1, to, base, distance);
    const offset = this.#offsets[dimension] as number;
    const farther = distance - offset * offset + side * side;
    if (farther >= this.#limit && farther > this.#tie) return;
    this.#offsets[dimension] = Math.abs(side);
    if (side <= 0) this.#visit(middle + 1, to, base, farther);
    else this.#visit(from, middle, base, farther);
    this.#offsets[dimension] = offset;
  }

  #compare(place: number, base: number): void {
    const [rows, width, query] = [this.#rows, this.#width, this.#query];
    let distance = base;
    for (let d = 0; d < width; d++) {
      const apart = (rows[place * width + d] as number) - (query[d] as number);
      distance += apart * apart;
    }
    if (distance < this.#limit) {
      this.#limit = distance;
      this.nearest = this.#ids[place] as number;
    }
    if (distance <= this.#tie) this.#onTie(this.#ids[place] as number);
  }
}
