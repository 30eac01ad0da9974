/** The same direction with length 1; what has none stays as it is. */
export function unitLength(numbers: Float32Array): Float32Array {
  let square = 0;
  for (let at = 0; at < numbers.length; at++) square += (numbers[at] as number) ** 2;
  const length = Math.sqrt(square);
  return length > 0 ? numbers.map((value) => value / length) : numbers;
}
