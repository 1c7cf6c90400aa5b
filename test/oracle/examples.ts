import type { Exports } from './generate.ts';

// The worked examples of METRICS.md 3, under canonical names.

export const NOTHING: Exports = {
  customers: 'customer_id,segment\n',
  subscriptions: 'subscription_id,customer_id,started_at,ended_at,amount\n',
  tickets: 'ticket_id,created_at\n',
  surveys: 'response_id,kind,score,responded_at\n',
  payments: 'payment_id,customer_id,at,amount\n',
};

/** METRICS.md 3.1, its header in canonical names. */
export const DS1 = `subscription_id,customer_id,started_at,ended_at,amount
s01,A,2023-01-15,,100
s02,B,2023-03-01,2024-07-10,100
s03,B,2024-07-10,,150
s04,C,2023-05-01,2024-07-20,200
s05,C,2024-07-20,,120
s06,D,2022-11-01,2024-07-12,300
s07,E,2024-02-01,2024-07-01,50
s08,F,2024-07-01,,80
s09,G,2024-07-03,2024-07-25,60
s10,H,2023-01-01,2024-03-31,90
s11,H,2024-07-15,,90
s12,I,2023-06-01,2024-07-08,70
s13,I,2024-07-08,,70
s14,J,2023-09-01,,40
s15,J,2023-10-01,2024-07-18,60
s16,K,2024-06-01,2024-07-05,110
s17,K,2024-07-22,,110
s18,L,2024-07-09,2024-07-09,30
s19,M,2024-05-01,2024-08-01,500
`;

export const OWNERS = `customer_id,segment
A,ana\nB,ana\nC,ana\nH,ana\nJ,ana\nL,ana\nM,ana
D,ben\nE,ben\nF,ben\nG,ben\nI,ben\nK,ben
`;

/** METRICS.md 3.4; t8 was created last month, t11 was begun by an agent. */
export const DS2 = `ticket_id,created_at,first_solved_at,agent_replies,agent_replies_before_solve,reopens,reopened_at,is_spam,merged_into,submitter_role,customer_replies
t1,2024-07-02,2024-07-02,1,1,0,,,,customer,0
t2,2024-07-03,2024-07-05,3,3,0,,,,customer,2
t3,2024-07-10,2024-07-10,2,1,1,2024-07-12,,,customer,1
t4,2024-07-15,2024-07-15,2,1,1,2024-07-30,,,customer,1
t5,2024-07-20,,0,0,0,,true,,customer,
t6,2024-07-21,,0,0,0,,,t2,customer,
t7,2024-07-31,2024-08-01,1,1,0,,,,customer,0
t8,2024-06-29,2024-07-01,1,1,0,,,,customer,0
t9,2024-07-25,,1,1,0,,,,customer,1
t10,2024-07-28,2024-07-28,0,0,0,,,,customer,0
t11,2024-07-18,2024-07-18,1,1,0,,,,agent,0
t12,2024-07-31,2024-07-31,1,1,0,,,,customer,0
`;

/** METRICS.md 3.4 without c8, whose 11 a strict reading refuses. */
export const DS3 = `response_id,respondent_id,kind,score,responded_at
r1,c1,nps,10,2024-07-02
r2,c2,nps,9,2024-07-03
r3,c3,nps,8,2024-07-04
r4,c4,nps,7,2024-07-05
r5,c5,nps,6,2024-07-06
r6,c6,nps,0,2024-07-07
r7,c1,nps,4,2024-07-20
r8,c7,nps,,2024-07-21
r9,c9,nps,9,2024-08-01T02:00:00Z
r10,c10,nps,10,2024-06-30
`;
