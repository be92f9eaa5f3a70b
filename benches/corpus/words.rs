//! The words that the notes are made of.

/// What people are called.
pub(super) const FIRST_NAMES: &str = "\
    Ada Aisha Akira Alan Alba Alice Amara Ana Anders Andre Anika Anton Aria Arjun Astrid Ava Ayo \
    Bea Ben Bianca Björn Bruno Camila Carla Carlos Cara Chen Chidi Chloé Clara Dana Daniel \
    Darius David Deepa Diego Dmitri Dora Edith Eitan Elena Eli Elif Emeka Emil Emma Enzo Erik \
    Esther Eva Farah Fatima Felix Femke Fiona Freya Gabriel Gita Grace Greta Hana Hannah Hassan \
    Heidi Hugo Ibrahim Ida Ines Ingrid Irina Isaac Isla Ivan Jack Jana Jasper Javier Jin Joana \
    Jonas José Julia Jun Kai Karim Karin Kateryna Keiko Kofi Lars Laura Layla Leila Leo Li Liam \
    Lina Lotte Lucas Lucía Luka Łukasz Maja Mara Marco Maria Mateo Maya Mei Mia Miguel Mila Mina \
    Mira Nadia Nia Nina Noah Noor Nora Olga Oliver Omar Oscar Otto Pablo Paula Petra Pia Priya \
    Quinn Rafael Raj Renée Rita Rosa Ruth Sakura Sam Sana Sara Sofia Sören Stefan Tara Tessa \
    Theo Tom Uma Vera Viktor Wen Wiktor Xavier Yara Yuki Yusuf Zara Zoë";

/// Their families' names.
pub(super) const LAST_NAMES: &str = "\
    Abbott Abe Adeyemi Ahmed Alvarez Andersen Arslan Baker Banerjee Barros Bauer Becker Bell \
    Bennett Berg Bianchi Bishop Blake Boateng Bos Brandt Brooks Byrne Calder Castillo Chandra \
    Chen Choi Clarke Cohen Costa Cruz Dahl Das Davies Delgado Demir Diaz Dubois Dunn Eze Ellis \
    Engel Esposito Evans Farouk Ferrari Fischer Flores Foster Fournier Frank Fuchs Garcia Gibson \
    Gomes Gonzalez Grant Greene Gruber Gupta Haas Haddad Hall Hansen Hart Hassan Hayes Herrera \
    Hoffmann Holm Horvat Huang Hughes Ibrahim Ito Ivanov Jackson Jansen Jensen Johansson Jones \
    Joshi Kaplan Kato Kaur Keller Khan Kim King Klein Kovač Kowalski Kruger Kumar Lambert Larsen \
    Le Lee Lehmann Lewis Lind Lopez Lund Malik Marino Martin Mehta Mendes Meyer Miller Mori \
    Moreau Morgan Müller Murphy Nakamura Nielsen Novak Nowak Nguyen Obi Okafor Olsen Ortiz Osei \
    Owens Park Patel Pereira Perez Petrov Pham Phillips Popescu Popov Quist Rahman Ramos Rao \
    Reyes Ricci Rivera Roberts Romano Rossi Roux Ruiz Russo Sánchez Santos Sato Schmidt \
    Schneider Schwarz Shah Sharma Silva Simon Singh Smith Sousa Stein Strand Suzuki Takeda Tan \
    Tanaka Taylor Torres Tran Turner Ueda Usman Vargas Varga Vega Virtanen Vogel Wagner Walker \
    Wang Ward Weber White Whitfield Wolf Wong Wright Xu Yamada Yang Yilmaz Young Zhang Zimmer \
    Zhou";

/// How the names of companies begin.
pub(super) const COMPANIES: &str = "\
    Acme Alder Apex Aurora Basalt Beacon Birch Blue Bright Cedar Cinder Clear Cobalt Copper \
    Crest Delta Drift Echo Ember Field First Flint Forge Glass Granite Green Harbor Hazel Helio \
    Iron Juniper Kestrel Lark Linden Lumen Maple Meridian Mint Nimbus North Oak Onyx Open Orbit \
    Pine Polar Prism Quartz Quiet Red River Rook Sable Salt Silver Slate Solar Spruce Stone \
    Summit Swift Terra Tidal Timber Umber Vale Vector Verdant West Willow Wren Yarrow Zephyr";

/// How the names of companies end.
pub(super) const TRADES: &str = "\
    Analytics Bank Biotech Capital Cloud Consulting Data Energy Foods Foundry Games Health \
    Insurance Labs Legal Logistics Materials Media Mobility Networks Optics Partners Pay Press \
    Research Robotics Security Software Studio Systems Telecom Travel Ventures Works";

/// How a role begins.
pub(super) const RANKS: &[&str] = &[
    "Senior",
    "Staff",
    "Principal",
    "Lead",
    "Head of",
    "Director of",
    "VP",
    "Junior",
    "Founding",
    "",
];

/// How a role ends.
pub(super) const FIELDS: &[&str] = &[
    "Engineer",
    "Product",
    "Design",
    "Research",
    "Recruiting",
    "Data Science",
    "Marketing",
    "Operations",
    "Sales",
    "Platform",
    "Security",
    "Finance",
    "Partnerships",
    "Developer Relations",
];

/// What contacts are tagged with.
pub(super) const TAGS: &str = "\
    hiring rust alumni mentor climate fintech investor design infra data ml warm cold conference \
    referral local remote founder academic press healthcare ops product security oss";

/// How people are found.
pub(super) const SOURCES: &[&str] = &[
    "conference",
    "referral",
    "linkedin",
    "meetup",
    "cold email",
    "university",
    "former colleague",
    "open source",
    "alumni event",
    "introduction",
];

/// What a `status` says.
pub(super) const STATES: &[&str] =
    &["active", "active", "active", "warm", "warm", "dormant", "waiting", "archived"];

/// How often to get in touch, in days.
pub(super) const CADENCES: &[i64] = &[14, 21, 30, 30, 30, 45, 60, 60, 90, 90, 180, 365];

/// What a meeting is for, `{t}` being a company.
pub(super) const PURPOSES: &[&str] = &[
    "Learn how the {t} team is organised",
    "Ask for an introduction to {t}",
    "Informational interview about {t}",
    "Catch up after the {t} launch",
    "Discuss the open role in {t}",
    "Get feedback on the {t} portfolio",
    "Understand the roadmap for {t}: what changes in Q3?",
    "Compare notes on {t}",
    "Say thanks & close the loop on {t}",
];

/// What people talk about.
pub(super) const WORDS: &str = "\
    the a and of to in for with on about from that this their our team project role market \
    product customer plan budget quarter roadmap hiring process interview manager engineer \
    designer platform service data model system release deadline question answer idea story \
    career change growth decision trade-off problem approach result lesson example number week \
    month year morning call email message note document report review draft feedback \
    introduction referral contact company office remote culture values mission strategy goal \
    metric target risk cost price contract offer salary equity visa relocation family travel \
    book paper talk conference meetup community open source library tool language compiler test \
    bug incident outage migration rewrite refactor pipeline dashboard alert pager rotation \
    handover onboarding mentor junior senior lead director founder investor board partner client \
    vendor competitor startup scale revenue profit runway funding round series seed angel \
    network friend colleague professor student thesis lab research experiment hypothesis \
    evidence survey interviewed asked said mentioned suggested recommended explained described \
    shared showed built wrote shipped launched fixed moved joined left started stopped learned \
    liked enjoyed worried hoped wanted needed promised agreed decided planned mostly really \
    quite very often never always sometimes already still soon later again first next last small \
    large early late clear simple hard easy fast slow new old good better best useful honest \
    friendly curious careful";

/// What there is to do, for the person `{n}`, about `{w}`.
pub(super) const TASKS: &[&str] = &[
    "Send {n} the {w} document",
    "Follow up with {n} about the {w}",
    "Ask {n} for an introduction to the {w} lead",
    "Read the {w} paper {n} recommended",
    "Share the {w} draft",
    "Book a call with {n}",
    "Update the {w} section of the CV",
    "Apply for the {w} role",
    "Write up notes on {w}",
    "Send a link to the {w} talk",
    "Check the {w} deadline with {n}",
];
