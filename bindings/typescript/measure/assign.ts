// Optimal assignment: which blob is which object, all together (Kuhn 1955, Munkres 1957; the shortest augmenting paths of Jonker and
// Volgenant 1987). O(n^2 m), for a handful of objects.

/**
 * The assignment of rows to columns with the least sum of costs.
 * @param costs one row an object; every row has as many columns. Infinity never holds: use a large number
 * @returns the column of each row, -1 of those that find none because there are more rows than columns
 */
export function assign(costs: readonly (readonly number[])[]): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (rows > columns) {
    const turned = assign(Array.from({ length: columns }, (_, k) => costs.map((row) => row[k] as number)));
    const out = new Array<number>(rows).fill(-1);
    turned.forEach((row, column) => {
      out[row] = column;
    });
    return out;
  }
  // Row and column numbers from 1; 0 is the row that is being placed. u and v are the prices of rows and columns.
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const way = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    let column = 0;
    do {
      used[column] = 1;
      const current = rowOf[column] as number;
      let [delta, next] = [Infinity, 0];
      for (let k = 1; k <= columns; k++) {
        if (used[k]) continue;
        const reduced = (costs[current - 1]?.[k - 1] as number) - (u[current] as number) - (v[k] as number);
        if (reduced < (least[k] as number)) {
          least[k] = reduced;
          way[k] = column;
        }
        if ((least[k] as number) < delta) [delta, next] = [least[k] as number, k];
      }
      for (let k = 0; k <= columns; k++) {
        if (used[k]) {
          u[rowOf[k] as number] = (u[rowOf[k] as number] as number) + delta;
          v[k] = (v[k] as number) - delta;
        } else least[k] = (least[k] as number) - delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    do {
      const before = way[column] as number;
      rowOf[column] = rowOf[before] as number;
      column = before;
    } while (column);
  }
  const out = new Array<number>(rows).fill(-1);
  for (let k = 1; k <= columns; k++) if (rowOf[k]) out[(rowOf[k] as number) - 1] = k - 1;
  return out;
}
