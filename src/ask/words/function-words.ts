/** Words that hold a sentence together: none of them is ever the name or the value that a question is about. */
const words = new Set(
  (
    'a an the this that these those all any some each every both either neither no not none and or but nor if than then as so ' +
    'of in on at by for from to with without within into onto over under above below between among across during since until till ' +
    'before after through about per via against around near off up down out ' +
    'i me my we our you your he him his she her it its they them their who whom whose which what when where why how ' +
    'is are was were be been being am do does did done have has had having can could will would shall should may might must ' +
    'there here also too only just even ever never always currently please tell ' +
    'many much more most less least few fewer several same other another such one ones'
  ).split(' '),
);

export const isFunctionWord = (word: string): boolean => words.has(word);
