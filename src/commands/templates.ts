import type { Kind } from '../records/dataset.ts';

/** A file of each kind to fill in: csm's own columns, and a few invented rows that belong together. */
export const TEMPLATES: Readonly<Record<Kind, string>> = {
  customers: `customer_id,name,segment,plan,region,rep,created_at
c1,Example Ltd,smb,basic,EMEA,Ana,2024-01-10
c2,Sample Inc,enterprise,pro,AMER,Ben,2024-02-01
c3,Muster GmbH,smb,basic,EMEA,Ana,2024-03-20
`,
  subscriptions: `subscription_id,customer_id,plan,status,amount,currency,interval,started_at,ended_at,cancel_reason
s1,c1,basic,active,49.00,USD,month,2024-01-15,,
s2,c2,pro,active,12000.00,USD,year,2024-02-01,,
s3,c3,basic,canceled,49.00,USD,month,2024-04-01,2024-07-01,price
`,
  tickets: `ticket_id,customer_id,rep,channel,priority,status,created_at,first_response_at,first_solved_at,solved_at,agent_replies,customer_replies,reopens,reopened_at
t1,c1,Ana,email,normal,closed,2024-07-02T09:15:00Z,2024-07-02T09:40:00Z,2024-07-02T10:05:00Z,2024-07-02T10:05:00Z,1,0,0,
t2,c2,Ben,chat,high,closed,2024-07-03T14:00:00Z,2024-07-03T14:02:00Z,2024-07-03T15:30:00Z,2024-07-05T11:00:00Z,3,2,1,2024-07-04T08:20:00Z
t3,c2,Ben,email,low,open,2024-07-30T16:45:00Z,2024-07-31T08:00:00Z,,,1,0,0,
`,
  surveys: `response_id,respondent_id,customer_id,ticket_id,kind,score,sent_at,responded_at,comment
r1,p1,c1,,nps,9,2024-07-01T08:00:00Z,2024-07-02T11:20:00Z,Does what we need
r2,p2,c2,t2,csat,4,2024-07-05T11:05:00Z,2024-07-05T12:00:00Z,
r3,p3,c2,,nps,,2024-07-01T08:00:00Z,,
`,
  payments: `payment_id,customer_id,at,amount,currency,kind,status
p1,c1,2024-07-15,49.00,USD,recurring,paid
p2,c2,2024-07-20,300.00,USD,one_off,paid
p3,c1,2024-07-22,-10.00,USD,refund,paid
`,
  usage: `customer_id,user_id,at,feature,count
c1,u1,2024-07-01T09:00:00Z,login,1
c2,u2,2024-07-01T10:30:00Z,export,3
c2,u3,2024-07-02T08:15:00Z,login,1
`,
  assignments: `customer_id,rep,from,to
c1,Ana,2024-01-10,
c2,Ana,2024-02-01,2024-05-01
c2,Ben,2024-05-01,
`,
  fx: `date,currency,rate
2024-06-30,EUR,1.07
2024-07-31,EUR,1.08
2024-07-31,GBP,1.28
`,
  history: `customer_id,as_of,field,value
c1,2024-01-10,employees,40
c1,2024-07-15,employees,46
c1,2024-07-15,hiring,yes
c2,2024-02-01,revenue,2500000.00
c2,2024-06-30,revenue,2400000.00
`,
};
