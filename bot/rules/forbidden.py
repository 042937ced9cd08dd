"""The words that no text over Telegram should hold: of health, benefit and sanction.

`*` at the end stands for any ending, so that compounds and inflected forms are found. A word of
the trades is none of health: it is what somebody wants to become.
"""

from bot.rules.topics import Topic

SHIPPED: dict[Topic, tuple[str, ...]] = {
    Topic.HEALTH: (
        # Danish
        "syg", "syge", "sygt", "sygdom*", "sygemeld*", "sygedag*", "sygefravær*", "sygeorlov*",
        "læge", "lægen", "læger", "lægerne", "lægeerklæring*", "lægetid*", "hospital*", "sygehus*",
        "skadestue*", "diagnos*", "medicin*", "depression*", "deprimeret", "angst", "ptsd",
        "psykiat*", "psykolog*", "psykisk*", "gravid*", "kræft", "diabetes", "handicap*",
        "smerter", "smerterne", "helbred*", "terapi*", "misbrug*", "blodprøve*",
        # English
        "sick", "ill", "illness*", "sickness*", "disease*", "doctor*", "hospital*", "diagnos*",
        "medicine*", "medication*", "depression", "depressed", "anxiety", "psychiat*",
        "psycholog*", "pregnan*", "cancer", "diabetes", "disabled", "disabilit*", "therap*",
        "my health", "your health", "addiction*",
        # Arabic
        "مرض", "مرضي", "مريض", "مريضه", "امراض", "طبيب", "طبيبه", "دكتور", "دكتوره", "مستشفي",
        "دواء", "ادويه", "تشخيص", "حامل", "سرطان", "سكري", "اكتئاب", "نفسيه",
        "اعاقه", "علاج", "صحتي", "صحتك",
        # Tigrinya
        "ሕማም*", "ሓሚመ*", "ሓሚሙ*", "ሓሚማ*", "ሓሙም*", "ሕሙም*", "ሓኪም*", "ሓካይም*", "ሆስፒታል*",
        "መድሃኒት*", "መድሓኒት*", "ጥንስቲ*", "ጥንሲ*", "ነፍሰጾር*", "መንሽሮ*", "ሽኮርያ*", "ጭንቀት*",
        "ሕክምና*", "ስንክልና*",
    ),
    Topic.BENEFIT: (
        "kontanthjælp*", "selvforsørgelses*", "hjemrejseydelse*", "integrationsydelse*", "ydelse",
        "ydelsen", "ydelser", "ydelserne", "dagpenge*", "sygedagpenge*", "førtidspension*",
        "overgangsydelse*", "uddannelseshjælp*", "forsørgelsesydelse*", "offentlig forsørgelse",
        "boligstøtte*", "benefit", "benefits", "welfare", "allowance*", "pension", "pensionen",
        "اعانه",
        "اعانات", "معونه", "معونات", "مساعده ماليه", "مساعدات ماليه", "ድጎማ*", "ገንዘብ ሓገዝ*",
    ),
    Topic.SANCTION: (
        "sanktion*", "straf", "straffe*", "bøde*", "frakend*", "afgørelse*", "partshøring*",
        "trukket i", "trækkes i", "sanction*", "penalt*", "deduct*", "punish*", "عقوبه",
        "عقوبات", "غرامه", "خصم", "قرار", "መቕጻዕቲ*", "መቅጻዕቲ*", "እገዳ*", "ቅጽዓት*",
    ),
}  # fmt: skip

TRADES = (
    "handicaphjælper*", "handicapmedhjælper*", "hospitalsmedhjælper*", "hospitalsportør*",
    "hospitalsrengøring*", "hospitalsservice*", "medicinmedhjælper*", "psykiatrimedarbejder*",
    "sygehusportør*", "sygehusrengøring*", "sygehusservice*", "therapist*",
)  # fmt: skip
"""Words of the trades that begin as one of health."""
