// Whether bytes are well-formed UTF-8 (The Unicode Standard, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.

export function isUtf8(pointer: usize, length: usize): bool {
  const end = pointer + length;
  while (pointer < end) {
    const first = <u32>load<u8>(pointer++);
    if (first < 0x80) continue;
    if (first < 0xc2 || first > 0xf4) return false;
    const more: usize = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (pointer + more > end) return false;
    const second = <u32>load<u8>(pointer);
    const least: u32 = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const most: u32 = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return false;
    for (let i: usize = 1; i < more; i++) if ((load<u8>(pointer + i) & 0xc0) != 0x80) return false;
    pointer += more;
  }
  return true;
}
