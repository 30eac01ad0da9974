/** Of the calls, as many as belong between one kill and the next. */
export const share = (calls: number, kills: number, kill: number): number =>
  Math.floor((calls * (kill + 1)) / (kills + 1)) - Math.floor((calls * kill) / (kills + 1));
