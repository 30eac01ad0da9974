import type { en } from './en.ts';

type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** Korean. It has no plural: `_one` is never asked for, but the keys are the same. */
export const ko: SameKeys<typeof en> = {
  command: {
    classify: {
      description: '사진에 무엇이 있는지 알려 줍니다',
      option: {
        image: '사진: JPEG, PNG, WebP, GIF, AVIF',
        top: '보여 줄 라벨 수',
        model: '사용할 이미지 모델',
        private: '나에게만 답을 보여 주기',
      },
    },
    ask: {
      description: '데이터베이스에 질문합니다',
      option: {
        question: '알고 싶은 것',
        source: '질문할 데이터베이스',
        private: '나에게만 답을 보여 주기',
      },
    },
  },
  problem: {
    title: '처리하지 못했습니다',
    OPTION_INVALID: '{{why}}',
    PICTURE_EMPTY: '파일이 비어 있습니다. 사진을 다시 보내 주세요.',
    PICTURE_NOT_AN_IMAGE: '읽을 수 있는 사진이 아닙니다. JPEG, PNG, WebP, GIF, AVIF를 보내 주세요.',
    PICTURE_UNSUPPORTED: '{{format}} 형식은 읽을 수 없습니다. JPEG, PNG, WebP, GIF, AVIF를 보내 주세요.',
    PICTURE_TOO_LARGE: '사진이 너무 큽니다: {{size}}입니다. {{limit}}까지 받을 수 있습니다.',
    PICTURE_BROKEN: '사진이 손상되었거나 잘렸습니다. 다시 보내 주세요.',
    MODEL_UNAVAILABLE: '지금은 이미지 모델을 쓸 수 없습니다. 운영자에게 알렸습니다.',
    SQL_REFUSED: '실행할 수 없는 문장입니다: {{why}}.',
    SQL_FAILED: '데이터베이스가 답하지 못했습니다: {{why}}',
    SQL_TIMED_OUT: '쿼리가 {{seconds}}초를 넘어 중단했습니다. 범위를 좁혀서 질문해 주세요.',
    SQL_TOO_LARGE: '결과가 너무 커서 보여 줄 수 없습니다. 범위를 좁혀서 질문해 주세요.',
    SOURCE_UNKNOWN: '"{{source}}"라는 데이터베이스를 모릅니다. 아는 것: {{known}}.',
    SOURCE_UNAVAILABLE: '지금은 데이터베이스에 연결할 수 없습니다. 운영자에게 알렸습니다.',
    QUESTION_DECLINED: '{{why}}',
    WRITER_UNAVAILABLE: '지금은 언어 모델에 연결할 수 없습니다. 몇 분 뒤에 다시 시도해 주세요.',
    WRITER_BUSY: '지금은 언어 모델이 바쁩니다. 잠시 뒤에 다시 시도해 주세요.',
    BLOB_GONE: '그 파일은 더 이상 보관되지 않습니다. 다시 질문해 주세요.',
    ATTACHMENT_GONE: '사진이 더 이상 없습니다. 다시 보내 주세요.',
    CALL_UNKNOWN: '그 답은 더 이상 보관되지 않습니다. 다시 질문해 주세요.',
    NOT_YOURS: '질문한 사람만 할 수 있습니다.',
    QUEUE_FULL: '지금은 일이 너무 많습니다: 앞에 {{ahead}}건, 약 {{wait}}. 나중에 다시 시도해 주세요.',
    DEADLINE_PASSED: '제때 처리하지 못했습니다. 다시 질문해 주세요.',
    CANCELLED: '취소했습니다.',
    QUARANTINED: '이 요청은 처리를 포기했습니다: 저를 세 번 멈추게 했습니다.',
    CHILD_DIED: '처리하는 중에 문제가 생겼습니다. 다시 시도해 주세요.',
    CHILD_OUT_OF_MEMORY: '허용된 것보다 많은 메모리가 필요합니다.',
    STORE_UNAVAILABLE: '지금은 새 질문을 받을 수 없습니다. 잠시 뒤에 다시 시도해 주세요.',
    UNEXPECTED: '제 쪽에서 문제가 생겼습니다. 다시 시도해 주세요.',
  },
};
