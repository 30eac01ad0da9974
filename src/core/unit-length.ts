/** The same direction with length 1; what has none stays as it is. */
export function unitLength(numbers: Float32Array): Float32Array {
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? numbers.map((value) => value / length) : numbers;
}
