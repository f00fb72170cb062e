// Colours for what a scene gives none: told apart at a glance, quiet beside each other, and none of them grey, which static shapes are.

/** 0xRRGGBB. Tableau 10 without its grey (M. Stone, C. Gutwin: https://www.tableau.com/blog/colors-upgrade-tableau-10-56782). */
const colors = [0x4e79a7, 0xf28e2b, 0xe15759, 0x76b7b2, 0x59a14f, 0xedc948, 0xb07aa1, 0xff9da7, 0x9c755f] as const;

/** Colour of static shapes that were given none. */
export const staticColor = 0x808080;

/** Colour of the shapes of a body, by its number, that were given none: 0xRRGGBB. */
export function paletteColor(body: number): number {
  return colors[body % colors.length] as number;
}
