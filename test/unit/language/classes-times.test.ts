import { describeClasses } from './classes.ts';

describeClasses('times', [
  {
    name: 'over midnight',
    examples: [
      ['create_activity', '发布 夜巡 6月5日 18:00-8:00', { time: ['18:00', '08:00'] }],
      ['create_activity', '发布 夜巡 6月5日 18:00-次日8:00', { time: ['18:00', '08:00'] }],
      ['create_activity', '发布 夜巡 6月5日 晚上8点到凌晨2点', { time: ['20:00', '02:00'] }],
      ['create_activity', '发布 夜巡 6月5日 晚八点至第二天早上六点', { time: ['20:00', '06:00'] }],
      ['create_activity', '发布 夜巡 6月5日 22:00-24:00', { time: ['22:00', '24:00'] }],
      ['create_activity', '发布 夜巡 6月5日 晚8点到12点', { time: ['20:00', '24:00'] }],
    ],
  },
  {
    name: 'the part of the day carries over',
    examples: [
      ['register', '报名周六下午两点半到四点', { time: ['14:30', '16:00'] }],
      ['register', '报名周六 下午 2点到晚上8点', { time: ['14:00', '20:00'] }],
      ['register', '报名周六 中午12点到1点', { time: ['12:00', '13:00'] }],
      ['register', '报名周六 2:00-5:00 下午', { time: ['14:00', '17:00'] }],
    ],
  },
  {
    name: 'ranges with a verb between',
    examples: [
      ['log_service', '昨天从早上八点忙到中午十二点 护学岗', { time: ['08:00', '12:00'] }],
      ['log_service', '昨天8点一直干到11点 护学岗', { time: ['08:00', '11:00'] }],
      ['log_service', '昨天从下午两点站到五点 护学岗', { time: ['14:00', '17:00'] }],
    ],
  },
  {
    name: 'minutes',
    examples: [
      ['register', '报名周六 晚七点一刻', { time: ['19:15'] }],
      ['register', '报名周六 七点三刻', { time: ['07:45'] }],
      ['register', '报名周六 八点过五分', { time: ['08:05'] }],
      ['register', '报名周六 八点零五分', { time: ['08:05'] }],
      ['register', '报名周六 早上六点五十', { time: ['06:50'] }],
      ['register', '报名周六 五点二十五', { time: ['17:25'] }],
    ],
  },
  {
    name: 'a little before the hour',
    examples: [
      ['register', '报名周六差五分八点集合 植树', { time: ['07:55'] }],
      ['register', '报名周六 差一刻九点', { time: ['08:45'] }],
      ['register', '报名周六 八点差十分', { time: ['07:50'] }],
    ],
  },
  {
    name: '一点 that is no hour',
    examples: [
      ['register', '周六植树，一点也不累，我报名', { time: undefined }],
      ['register', '周六植树，提三点建议，我报名', { time: undefined }],
      ['register', '周六植树，早一点通知我，报名', { time: undefined }],
    ],
  },
  {
    name: 'parts of the day',
    examples: [
      ['register', '周六头晌 护学岗 报名', { part: 'morning' }],
      ['register', '周六后晌 护学岗 报名', { part: 'afternoon' }],
      ['register', '周六晌午 护学岗 报名', { part: 'noon' }],
      ['register', '周六上午我有事，下午可以，义诊', { part: 'afternoon' }],
    ],
  },
  {
    name: 'greetings name no part of the day',
    examples: [
      ['register', '早上好！周六护学岗 报名', { part: undefined }],
      ['register', '各位下午好🌹 周六护学岗 报名', { part: undefined }],
      ['register', '大家晚上好，周六护学岗 报名', { part: undefined }],
    ],
  },
  {
    name: 'how long',
    examples: [
      ['log_service', '昨天护学岗一个半小时', { hours: 1.5 }],
      ['log_service', '昨天护学岗 3小时20分钟', { hours: 3.33 }],
      ['log_service', '昨天护学岗 三小时半', { hours: 3.5 }],
      ['log_service', '昨天护学岗 四十分钟', { hours: 0.67 }],
      ['log_service', '昨天护学岗 一刻钟', { hours: 0.25 }],
      ['log_service', '昨天护学岗 3个钟', { hours: 3 }],
      ['log_service', '昨天护学岗 5人共20小时', { hours: 4 }],
    ],
  },
]);
