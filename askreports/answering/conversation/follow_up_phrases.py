"""How follow-ups are worded, in five languages."""

import re

# "Thanks, and in 2020?"
PRELUDE = re.compile(
    r"""^(?:ok(?:ay)?|thanks?(?:\s+you)?|great|good|fine|right|gracias|vale|gràcies|d['’]acord|merci|bien
      |danke|gut)
    \s*[,.!;:–-]\s*(?=\S)""",
    re.I | re.X,
)
# Words that only show that a question is a follow-up.
OPENER = re.compile(
    r"""^[¿\s]*(?:
        (?:(?:and|but|so|or)\s+)?(?:(?:what|how)\s+about|(?:the\s+)?same(?:\s+(?:question
          |thing))?(?=\s+(?:for|in|at)))\b
      | (?:and|but|or)\b
      | (?:[ye]\s+)?(?:qué\s+(?:hay|pasa|tal)\s+(?:de|con)|lo\s+mismo)\b | [ye]\b
      | (?:i\s+)?(?:què\s+(?:passa|hi\s+ha)\s+(?:amb|de)|el\s+mateix(?=\s+(?:per|a|el)))\b | i\b
      | (?:et\s+)?(?:qu['’]en\s+est[- ]il(?:\s+(?:du|des))?|la\s+même\s+(?:chose|question))\b | et\b
      | (?:und\s+)?(?:was\s+ist\s+mit|wie\s+(?:sieht\s+es|ist\s+es|war\s+es)(?:\s+aus)?|da(?:s|ss)elbe)\b
      | und\b
    )\s*""",
    re.I | re.X,
)
# Words before a name or a period, left out when the previous question has its own.
LEADING = re.compile(
    r"""^(?P<word>in|for|at|of|during|with|on|en|para|con|per\s+a(?=\s|$)|a|al|amb|pour|chez|im|für|bei
      |beim|von|mit|de|del|dans|au|aux)
     (?:\s+|$)
     (?:(?:the\s+|el\s+|la\s+|l['’])?(?:fiscal\s+)?
        (?:(?:year|any|año|année|jahr|geschäftsjahr|ejercicio|exercici|exercice)\s+)?(?=\d|FY))?""",
    re.I | re.X,
)
OF_THOSE = re.compile(
    r"^(?:los|las|el|la|els|les|celui|celle|ceux|celles)\s+(?:de\s+|d['’])(?=[A-ZÀ-Þ])", re.I
)
END_OF = re.compile(  # "the end of 2021" is 2021, where the question before has a period of its own
    r"""\b(?:(?:at\s+)?(?:the\s+)?(?:year[- ]end|(?:end|close)\s+of(?:\s+(?:the\s+)?(?:fiscal\s+)?year)?)
       |(?:al?\s+)?(?:cierre|final(?:es)?|fin)\s+de(?:l)?(?:\s+(?:año|ejercicio))?(?:\s+de)?
       |(?:al?\s+)?(?:tancament|finals?)\s+de(?:l)?(?:\s+l['’](?:any|exercici))?
       |(?:à\s+la\s+)?(?:fin|clôture)(?:\s+de)?(?:\s+l['’](?:année|exercice))?
       |(?:zum\s+)?ende(?:\s+des\s+jahres)?)\s+(?=(?:FY\s?)?(?:19|20)\d\d)""",
    re.I | re.X,
)
ASKING = re.compile(  # how a question begins that has all its words but those of who and when
    r"""(?:what|which|who|whose|whom|when|where|why
      |how(?:\s+(?:much|many|long|far|high|large|big|often|old))?
      |is|are|was|were|did|does|do|has|have|had|can|will
      |qué|cuál(?:es)?|quién(?:es)?|cuándo|dónde|por\s+qué|cómo|cuánt[oa]s?
      |què|quin(?:a|s|es)?|qui|quan|on(?=\s+(?:és|són|es|va)\b)|per\s+què|com|quant(?:a|s|es)?
      |quel(?:le)?s?|quand|où|pourquoi|comment|combien|est-ce
      |welche[rsnm]?|wer|wem|wen|wann|wo|warum|wieso|weshalb|wie(?:\s+(?:viele?|hoch|lange|oft|groß))?
      |ist|sind|hat|haben|war|waren)\b""",
    re.I | re.X,
)
_BEFORE_ASKING = r"""(?:(?:in|to|by|for|from|on|with|until|since|of|at|under|en|con|desde|hasta|por|para
    |de|a|amb|des\s+de|fins|per|dans|avec|depuis|jusqu['’]à|à|par|pour|seit|mit|bis|für|bei|von|an|unter)\s+)"""
ASKS = re.compile(rf"{_BEFORE_ASKING}?{ASKING.pattern}", re.I | re.X)
# A question word, alone or with one or two more: "Who else?", "In which countries?", "¿Desde cuándo?".
ASKING_ALONE = re.compile(
    rf"""{ASKING.pattern}(?:\s+(?:else|exactly|not|ones|so|then|más|exactamente|altres|exactament
      |d['’]autre|exactement|noch|genau|sonst))?
      | {_BEFORE_ASKING}{ASKING.pattern}(?:\s+(?!(?:is|are|was|were|did|does|do|has|have|had|es|son|fue|és
      |són|va|est|sont|ist|sind|war|hat
        |haben)\b)[^\W\d]+){{0,2}}""",
    re.I | re.X,
)
# "How many in 2020?", "What was it in 2020?", "¿Cuánto fue en 2020?": asks what was asked before.
SAME_AGAIN = re.compile(
    r"""^(?:
        (?:what|how\s+(?:much|many|high|large)|who|when|where)\s+(?:(?:was|is|were|are)\s+(?:it|that|this
          |they|those)\s+)?
      | (?:cuánt[oa]s?|cuál(?:es)?|quién(?:es)?)\s+(?:(?:fue|fueron|era|eran|es|son)\s+)?
      | (?:quant(?:a|s|es)?|quin(?:a|s|es)?|qui)\s+(?:(?:va\s+ser|van\s+ser|era|eren|és|són)\s+)?
      | (?:combien|quel(?:le)?s?|qui)\s+(?:(?:était-ce|était-il|était-elle|est-ce|étaient-ils
      |étaient-elles|en)\s+)?
      | (?:wie\s+(?:viele?|hoch|groß)|was|wer)\s+(?:(?:war|ist|waren|sind)\s+(?:er|sie|es|das|die)\s+)?
    )(?=(?:in|for|at|during|en|para|con|el|per|pour|chez|im|für|bei|de|dans)\s+\S|(?:FY\s?)?(?:19
      |20)\d\d)""",
    re.I | re.X,
)
WHY = re.compile(r"(?:why|how come|por qué|per què|pourquoi|warum|wieso|weshalb)\b", re.I)
# Words that refer to what was asked before: such a question is added to the previous one.
THE_SAME_THING = re.compile(
    r"""^(?:is|was|are|were|does|did|do|has|have|will|can)\s+(?:that|this|these|those|it|they)\b
        (?!\s+(?:true|possible|necessary|allowed|planned|known|said|clear)\b)
      | \b(?:is|was|does|did|are|were|has|do)\s+(?:that|this|these|those)\b(?!\s+(?:projects?|reports?
      |compan))
      | \b(?:of|about|from|than|by|for|to|on|behind|with)\s+(?:that|this|it|them|these|those)(?=\W*$
      |\s+(?:was|were|is|are|did|has|have)\b)
      | \bof\s+(?:it|them|those|these)\b | \b(?:that|this|those|these)$
      | \bit\s+(?:change|grow|fall|rise|drop|develop|evolve|compare|increase|decrease|decline|improve)d?\b
      | ^(?:how\s+(?:much|many)|cuánt[oa]s?|quant(?:a|s|es)?|combien|wie\s+viele?)\s+(?:is|are|was|were|of
      |come|came|go|went|son|fueron|eran
        |són|eren|van\s+ser|sont|étaient|sind|waren)\b
      | ^(?:which|what|who|where|cuál(?:es)?|quin(?:a|s|es)?|quel(?:le)?s?|welche[rs]?|wer)\s+(?:was|is
      |were|are|fue|es|va\s+ser|és|est|était|ist|war)
        \s+(?:the\s+(?:\w+est|most\s+\w+|least\s+\w+)|(?:el|la|le)\s+(?:más|més|plus|mayor|menor|millor
          |mejor)(?:\s+\w+)?|(?:der|die|das)\s+\w+ste)
        (?:\s+ones?)?$
      | ^the\s+(?:\w+est)(?:\s+ones?)?$ | ^(?:of\s+which|de\s+ellos|d['’]ells|dont)\b
      | \b(?:eso|esto|ello)\b | \b(?:això|allò)\b | \b(?:cela|ça)\b | ^est-ce\s+(?!que\b|qu['’])
      | ^c['’]est\b
      | \b(?:ist|war|hat|heißt|bedeutet|umfasst|enthält)\s+das\b(?!\s+[A-ZÄÖÜ])
      | \b(?:davon|damit|dazu|dafür|daran)\b""",
    re.I | re.X,
)
COMPARED = re.compile(
    r"""^(?:
        (?:how\s+(?:does|do|did)\s+(?:that|this|it|they|those|these)\s+)?compar(?:e|es|ed
          |ing)(?:\s+(?:that|this|it))?\s+(?:to|with|against)
      | versus | vs\.? | (?:in|by)\s+comparison\s+(?:to|with) | relative\s+to
      | (?:(?:cómo|y)\s+)?se\s+compara(?:n)?(?:\s+(?:eso|esto))?\s+con
      | cómo\s+se\s+compara(?:n)?(?:\s+(?:eso|esto))?\s+con
      | (?:en\s+comparación|comparad[oa]s?)\s+con | frente\s+a | respecto\s+a
      | com\s+es\s+compara(?:\s+això)?\s+amb | (?:en\s+comparació|comparat|comparada)\s+amb
      | respecte\s+(?:a|de)
      | comment\s+(?:cela|ça)\s+se\s+compare(?:-t-(?:il|elle))?\s+(?:à|avec) | par\s+rapport\s+(?:à|aux?)
      | comparée?s?\s+(?:à|avec|au)
      | wie\s+(?:ist|sieht|steht)\s+das\s+im\s+vergleich\s+(?:zu[mr]?|mit)
      | (?:im\s+)?vergleich\s+(?:zu[mr]?|mit)
      | verglichen\s+mit | gegenüber(?:\s+dem)?
    )(?:\s+|(?<=['’]))(?P<other>.+)""",
    re.I | re.X,
)
# A part or a whole that is added to what was asked: "by segment", "for the whole group", "sin impuestos".
ADDED = re.compile(
    r"""(?:per|by|over|since|until|before|after|without|excluding|including|within|outside|across
        |por|sin|desde|hasta|antes\s+de|después\s+de|según|fuera\s+de
        |sense|des\s+de|fins\s+a|segons|abans\s+de|després\s+de
        |par|sans|depuis|avant|après|selon|hors
        |pro|ohne|seit|bis|nach|vor|inklusive|außerhalb)\s+\S.*
      | (?:in|as)\s+(?:total|all|percent|per\s+cent|(?:a\s+)?percentage|euros?|dollars?|USD|EUR|thousands
      |millions|practice|detail|words)\b.*
      | (?:for|in|from|of|at)\s+(?:the\s+|its\s+)?(?:[\w&,-]+\s+){0,5}
        (?:segment|division|business|region|unit|department|subsidiary)\b.*
      | (?:en|de|para|del|per\s+a|a|dans|pour|du|im|für|in)\s+(?:el|la|le|l['’]|das|die|den
      |der)?\s*(?:segmento?|división|divisió|área|àrea|secteur
          |filiale?|sparte|bereich)\b.*
      | (?:in|for)\s+the\s+(?:previous|next|following|same)\s+(?:quarter|half|month|period)
      | (?:for|in|at|across)\s+(?:the\s+)?(?:whole|entire|rest\s+of|combined)\b.*
      | en\s+(?:total|conjunto|porcentaje|percentatge|pourcentage|euros?|dólares|dòlars|dollars|millones
      |milions|millions)\b.*
      | (?:para|en|de|del|per\s+a|a)\s+(?:el\s+conjunto|todo\s+el|toda\s+la|tot\s+el|tota\s+la
      |el\s+conjunt)\b.*
      | au\s+total | (?:pour|dans)\s+(?:tout\s+le|toute\s+la|l['’]ensemble|le\s+groupe\s+entier
      |l['’]entreprise\s+entière)\b.*
      | insgesamt | in\s+(?:prozent|euro|summe)\b.*
      | (?:für|in|im|bei)\s+(?:den|der|die|das|dem)?\s*(?:ganze[nrs]?|gesamte[nrs]?)\b.*""",
    re.I | re.X,
)
NOW = re.compile(
    r"""(?:right\s)?now|today|currently|at\spresent|hoy|ahora|actualmente|avui|ara|actualment
      |aujourd['’]hui|maintenant|actuellement|heute|jetzt|aktuell|derzeit""",
    re.I | re.X,
)
