import type { ThemeEntry } from './dictionary.ts';

// METRICS.md 7.2.5. What a complaint says, not the words of its subject: "support" alone is in no theme. How patterns
// are written: dictionary.ts. A word finds all its forms, so that "crash" finds "crashing"; what is denied is not found.

const list = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const SUPPORT = 'support|helpdesk|agent|rep|staff|ticket|service|answer|reply|replies|response|respond';

export const STARTER: readonly ThemeEntry[] = [
  {
    name: 'speed',
    target: 'product',
    tone: 'complaint',
    any: list(`
      slow|slower|slowest|slowly|slowness|slowdown
      sluggish|laggy|lag|lagging|latency
      take|took|taking .. forever|ages|long|minutes|seconds
      seconds|minutes to load|open|save|search|render|start
      time|timed|timing out
      timeout|unresponsive
      freeze|freezes|freezing|froze|frozen|hangs
      bad|poor|terrible|awful|horrible performance
      performance .. bad|poor|terrible|awful|degraded|issue|problem|suffer
      not fast|quick|responsive|snappy
      could|should|must be faster|quicker
      need .. faster
      improve .. speed|performance
      keeps loading|spinning|buffering
      wait .. load|page|report|dashboard|screen
      speed issue|problem
      load|loads|loading|open|opens .. forever|ages
      load|loading time|times .. long|joke|bad|awful|terrible|worse
      page|report|dashboard load .. long|bad|awful|terrible
      need .. seconds
    `),
    none: [
      SUPPORT,
      'support|service|your team',
      'team slow|slower|take|took',
      'learn|set|setup|onboarding|connect|connecting|getting',
      'clicks',
      'bug|error .. fixed',
    ],
  },
  {
    name: 'bugs and reliability',
    target: 'product',
    tone: 'complaint',
    any: list(`
      bug|buggy|glitch|glitchy|glitches
      crash
      error
      broken|broke|breaks
      fail|failed|failure
      not work|working|function|functioning|load|save
      stop|stops|stopped working
      go|goes|went|gone wrong
      wrong total|number|figure|data|result|amount|value|count
      total|number|figure|data|result|report wrong|incorrect|inaccurate|missing
      incorrect|inaccurate
      outage|downtime
      system|site|app|server|platform|website|tool down
      went|goes|going down
      unstable|unreliable|flaky
      lost .. data|work|changes|record
      data loss
      defect|malfunction|regression
      number|total|figure|data|report .. not add|match|tally
      notification|email|mail|alert|reminder .. not|never arrive|come|came|sent
      disappear|vanish|vanished
      button .. nothing
    `),
    none: ['bug|error|issue|problem|outage .. fixed|resolved|solved|corrected|gone', 'login|sign|log|password|reset'],
  },
  {
    name: 'login and access',
    target: 'product',
    tone: 'complaint',
    any: list(`
      locked .. out
      lock|locks us|me|out
      not log|login|logon|sign|access
      unable to log|login|sign|access
      trouble|problem|issue|difficulty|difficulties .. log|login|sign|access
      log|sign|login|logon|signin .. fail|problem|issue|trouble|broken|loop|error|impossible|painful|annoying
      sign on|in .. circles|loop|fail|broken|error|not
      sign on .. round in circles
      sso .. loop|fail|broken|error|problem|issue|not
      password .. fail|broken|expire|never|not|problem|issue|again|constantly
      reset mail|email|link .. never|not|expire|broken|late
      kicked|logged|kicks|logs .. out
      session .. expire|timeout|lost
      access denied|problem|issue|lost|revoked
      two factor|2fa|mfa .. problem|issue|annoying|broken|not|fail
      authentication|authenticator .. problem|issue|fail|broken|error|not
      not get in|into
      sso|login|password|reset not|never work|works
    `),
  },
  {
    name: 'billing and price',
    target: 'price',
    tone: 'complaint',
    any: list(`
      expensive|pricey|overpriced|costly|unaffordable
      price|pricing|cost|fee .. high|steep|excessive|crazy|ridiculous|unfair|outrageous|absurd
      price|pricing|cost|fee .. up|increase|hike|rise|rose|raised|doubled|tripled
      increase|hike|rise|jump in price|cost|fee
      raise|raised|raising|increased .. price|fee|cost
      charge|billed|bill|invoiced twice|double|wrong|incorrectly|extra
      double|over charge|charged|billed
      overcharge|overbilled
      invoice|bill|billing .. wrong|incorrect|error|issue|problem|confusing|unclear|late|mistake|mess
      wrong|incorrect|confusing|unclear|late invoice|bill|billing
      hidden|unexpected|surprise|extra fee|cost|charge
      not worth
      cost|costs|charge too much
      pay|paying too much
      too much money
      poor|bad value
      cheaper
      rip off|ripoff
      not afford
      why .. pay
      refund .. never|not|refused|denied|waiting
      want|need|request|demand .. refund
      pricing .. confusing|complicated|unclear|opaque
      not happy|satisfied .. price|pricing|cost|fee
      unhappy|dissatisfied|disappointed .. price|pricing|cost|fee
      price|pricing .. kill|killed
      pay|paying more .. less|every|each
      invoice|bill not|never match|add
      price|pricing .. not scale|fit
    `),
    none: ['fixed|corrected', 'never|not .. cheaper'],
  },
  {
    name: 'support speed',
    target: 'service',
    tone: 'complaint',
    any: list(`
      wait|waited|waiting .. hour|day|week|month|long|ages|forever|answer|reply|response|support|call
      still waiting
      support|helpdesk|agent|service|team|response|reply|answer|ticket .. slow|slower|slowly|late
      slow|late support|response|reply|replies|answer|service|helpdesk|support
      response|reply|resolution|answer|waiting|wait time .. long|slow|bad|poor|terrible
      hour|day|week|month to respond|reply|answer|fix|solve|resolve|hear|get
      take|took|taking .. long|forever|ages|days|weeks .. respond|reply|answer|response
      never reply|replied|answer|answered|respond|responded|called|heard|hear
      not reply|replied|answer|answered|respond|responded|call|hear|heard
      no reply|replies|response|answer
      nobody|none answer|answered|reply|replied|respond|responded|cares|called
      unanswered|ignored
      on hold
      ticket .. open .. week|day|month
      chase|chased|chasing .. support|ticket|answer|reply|response|you
      unresponsive support|team|agent|service
      support|team|agent unresponsive
      slow|late ticket
      no one answer|reply|respond|call|called
      response|reply|answer|waiting time .. worse|longer
      support|helpdesk|rep hard|difficult|impossible to reach
      ticket sit|sits|sitting
    `),
    none: ['no|not|never .. wait', 'question answered'],
  },
  {
    name: 'support knowledge',
    target: 'service',
    tone: 'complaint',
    any: list(`
      explain|explained|repeat|repeated .. time|twice|again|over
      unhelpful|clueless|incompetent|rude|untrained|inexperienced|unprofessional|impolite|arrogant
      not helpful|knowledgeable|competent|professional
      not understand|understood .. problem|issue|question|request|need|us|me
      not know .. product|answer|system|own|what
      no idea|clue
      ticket|case|issue .. closed
      closed .. ticket|case
      canned|generic|scripted|template|copied answer|response|reply|replies
      wrong|contradictory|conflicting answer|advice|information|info|instruction
      pass|passed|bounced|transferred|sent around|between|from
      not solve|solved|resolve|resolved|fix|fixed
      never solved|resolved|fixed
      unresolved|unsolved
      poor|bad|terrible|awful|horrible|worst|useless support|service|help|helpdesk
      support|service|helpdesk .. poor|bad|terrible|awful|useless|horrible|suck|worst|disappointing
      not listen|care|cared
      no help
      lack .. knowledge|expertise|competence|ownership
      support|agent|helpdesk .. send|sent .. link|article
      support|agent|helpdesk .. not help|helped
    `),
  },
  {
    name: 'onboarding and docs',
    target: 'product',
    tone: 'complaint',
    any: list(`
      documentation|docs|guide|manual|tutorial|help .. outdated|poor|missing|incomplete|confusing|unclear|bad|lacking|wrong|old|thin
      documentation|docs|guide|manual|tutorial|article .. out of date
      poor|outdated|missing|incomplete|bad|confusing|unclear|better|more documentation|docs|guide|manual|tutorial
      no documentation|docs|guide|manual|tutorial
      not .. documented
      not find .. docs|documentation|guide|manual|help
      onboarding .. slow|bad|poor|confusing|long|rough|painful|difficult|hard|overwhelming|lacking|rushed|chaotic
      onboarding left
      setup|installation|implementation|migration .. difficult|hard|confusing|complicated|long|slow|painful|forever
      hard|difficult|complicated|painful .. set|setup|install|configure|implement|migrate
      lack|no|more|better|insufficient|poor training
      need .. training
      learning curve
      not trained|onboarded
      not know how|where
      open questions
      onboarding|implementation|setup|training|rollout .. mess|nightmare|disaster|joke
      nobody show|showed|explained|trained|taught
      no one showed|explained|trained|taught
      onboarding|implementation|setup|migration|rollout took|take .. week|month|year
      not enough training|documentation|docs
    `),
    none: ['short|gentle|small|flat learning curve'],
  },
  {
    name: 'missing features',
    target: 'product',
    tone: 'complaint',
    any: list(`
      missing feature|function|functionality|option|capability
      feature|function|functionality|option|capability missing|lacking
      feature request
      lack|lacks|lacking
      miss|missed|missing
      would|really like|love .. have|see|able|add|get
      wish .. had|could|there|was|were|you
      please add|implement|support|introduce
      add .. option|ability|feature|support|possibility
      need|want .. feature|option|ability|functionality
      not support|supported
      no way to
      not possible
      too basic|limited|coarse|simple|rigid|inflexible
      limited feature|functionality|option|reporting|customisation|customization
      should have|offer|allow|support
      only thing missing
      need better|more reporting|report|filter|permission|analytics|dashboard|search
      would .. nice .. have|see|add
      reporting|analytics|search|permission weak|poor|basic
      no dark mode
    `),
    none: ['hit|miss|missed call', 'documentation|docs|guide|manual|mail|email|link', 'knowledge|expertise|training'],
  },
  {
    name: 'integrations and export',
    target: 'product',
    tone: 'complaint',
    any: list(`
      export|import|csv .. fail|broken|empty|wrong|error|missing|stop|stopped|incomplete|problem|issue|lack|crash|useless
      export|import has|with no
      not export|import|integrate|sync|connect
      sync|synchronisation|synchronization|integration|connector|webhook|api .. stop|fail|broken|break|error|missing|issue|problem|unreliable|lacking|limited|down
      sync|integration|connector|webhook|api .. not work|working|sync
      no|missing|lack|need|more|better|poor|limited integration|api|export|import|connector|webhook
      broken|failing|failed|unreliable integration|sync|api|export|import
      out of sync
      copy|copying|retype|enter .. by hand
      by hand
      manually copy|copying|enter|entering|export|exporting|import|importing
      integrate .. better
      export .. every|again
      not .. connect|integrate|sync .. with
      integration|sync|connector|api .. flaky|unstable|buggy
      export|import .. cut|cuts|truncated
      need|want .. integration|api|connector
      api .. limit low
    `),
  },
  {
    name: 'usability',
    target: 'product',
    tone: 'complaint',
    any: list(`
      confusing|unintuitive|clunky|cumbersome|clumsy|convoluted|cluttered|counterintuitive|overwhelming
      complicated|complex
      hard|difficult|tricky|impossible to use|find|navigate|understand|learn|see|figure|read
      not easy|intuitive|obvious|straightforward|friendly|clear
      not user friendly
      many|more|extra|endless click|steps|screens
      take .. clicks
      click to
      ui|ux|interface|design|layout|menu|navigation .. bad|ugly|outdated|dated|old|messy|poor|terrible|awful|horrible|unclear
      bad|ugly|outdated|dated|messy|poor|terrible|awful|horrible ui|ux|interface|design|layout|menu|navigation
      not find .. button|menu|setting|option|anything|feature|way
      where did
      user unfriendly
      hate .. interface|ui|design|layout|menu|update|version
      get|getting lost
      struggle to use|find|navigate|understand|learn
    `),
    none: ['invoice|bill|billing|pricing|contract', 'documentation|docs|guide|manual'],
  },
  {
    name: 'contract and cancelling',
    target: 'company',
    tone: 'complaint',
    any: list(`
      cancel|cancellation|cancelled|canceled|cancelling|canceling
      switch|switched|switching|moving|moved to|away|elsewhere|vendor|provider
      competitor
      look|looking|search|searching .. alternative|elsewhere|replacement
      alternatives
      are|am leaving
      leave you|for|because
      not renew|renewing
      contract .. long|unfair|rigid|inflexible|locked|terms|expire|end
      auto|automatic|automatically renew|renewed|renewal|renews
      lock|locked in
      renewal .. surprise|forced|pressure|increase|price|pushy
      end|terminate|terminating|termination .. contract|subscription|agreement
      downgrade|downgrading
      notice period
      minimum term|commitment|seats|contract
      no longer need|use|using
      stuck .. contract|subscription
    `),
    none: ['than|from|over .. competitor', 'unlike .. competitor', 'switch|switched|moved from'],
  },
  {
    name: 'praise',
    target: 'company',
    tone: 'praise',
    any: list(`
      love|loving
      great|excellent|amazing|awesome|fantastic|wonderful|brilliant|outstanding|superb|terrific
      perfect|perfectly|flawless|flawlessly
      best
      recommend|recommended
      happy|satisfied|delighted|thrilled
      am|are|is|was|were|very pleased
      impressed|impressive
      keep it up
      keep up
      well done
      good|nice job|work|product|tool|software|platform|company
      save|saved|saving .. time|hours|money|days
      no complaints
      game changer
      invaluable|indispensable|pleasure|delight
      exactly what .. need|needed|wanted
      not live|imagine without
    `),
    none: [
      'would|could|will .. great|nice|perfect|awesome|amazing|happy|love|happier|excellent',
      'best regards|wishes|practice|guess',
      'love to',
      'fail|failed|error',
      'great deal|potential|pity|shame|disappointment|pain',
    ],
  },
  {
    name: 'praise of the product',
    target: 'product',
    tone: 'praise',
    any: list(`
      easy|simple|straightforward to
      easy|simple use|setup|interface|design|navigation
      export|exporting|setup|navigation|interface easy|simple
      easy|intuitive|effortless
      user friendly
      fast|snappy|responsive
      faster
      stable|reliable|robust|solid
      work|works|run|runs well|great|perfectly|fine|smoothly|flawlessly|beautifully|stable
      just works
      run|runs without
      never fail|failed|crash|crashed|breaks
      no error|bug|crash|downtime|outage|problem|issue
      open|load .. once|instantly|fast|quickly|immediately
      learn .. minute|quickly|fast|easily|hour
      everything .. where
      do|does what .. need|needed|want|say
      what .. asked for
      onboarding|setup|installation|implementation .. quick|smooth|easy|fast|painless
      guide|docs|documentation|tutorial|video .. helpful|clear|good|answered|great|excellent|needed
      powerful|flexible|feature rich
      never had|saw|seen .. outage|crash|bug|error|problem|issue|downtime
      do|does exactly what
    `),
    none: [
      'could|should|need|must|would|not .. faster|fast|easy|easier|intuitive|reliable|stable',
      SUPPORT,
      'team .. fast|quick|reliable|solid|responsive',
      'fast|quick|reliable|solid|responsive team',
      'if .. work|works',
      'supposed',
    ],
  },
  {
    name: 'praise of support',
    target: 'service',
    tone: 'praise',
    any: list(`
      support|service|team|agent|staff|rep|help|helpdesk great|excellent|fast|quick|good|amazing|awesome|fantastic|superb|wonderful|best
      support|service|team|agent|staff|rep|help helpful|friendly|responsive|knowledgeable|competent|patient|professional
      great|excellent|good|amazing|awesome|fantastic|superb|wonderful|best|fast|quick|brilliant support|service|team|help|staff|agent
      helpful|friendly|knowledgeable|competent|professional|attentive|patient
      quick|fast|prompt|instant response|reply|answer|help|resolution|service
      answered|replied|responded|helped .. quickly|immediately|promptly|fast|once|minute|hour|same
      agent|support|rep|team understood
      fixed|solved|resolved|corrected .. quickly|fast|promptly|immediately|same|hour|minute|once|day
      bug|error|issue|problem fixed|solved|resolved
      above and beyond
      always there
      thank .. help
      support|team|service .. star|hero|legend
      support .. rocks|rock
      support|team|service .. get|gets|got back .. within|quickly|fast|same
    `),
    none: [
      'could|should|need|must|would|will|not .. helpful|responsive|friendly|fixed|solved|resolved|better',
      'help article|page|text',
    ],
  },
  {
    name: 'praise of the price',
    target: 'price',
    tone: 'praise',
    any: list(`
      fair|good|great|reasonable|competitive|affordable|attractive|low price|pricing|cost
      price|pricing|cost .. fair|good|reasonable|great|competitive|affordable|attractive|right
      value for money
      good|great|excellent|best|real value
      worth .. money|price|penny|cost|cent
      worth it
      affordable|inexpensive
      cheap
      pay|pays|paid for itself
      billing|invoice|pricing .. clear|easy|simple|transparent
      invoice|bill .. corrected
      saves .. money
      happy|satisfied|pleased .. price|pricing|cost
    `),
    none: ['poor|bad value', 'not .. worth', 'could|should|would|if .. fair|cheap|affordable|clear'],
  },
];
