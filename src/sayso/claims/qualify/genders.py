"""Whether "he" or "she" can mean a person: by titles, nouns, and common given names.

It is asked only to choose between persons of whom a pronoun may speak, and of a name
that it does not know it says nothing. The given names are those common in Europe, the
Americas and the Near East, chosen by hand; names borne by both are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sayso.claims.words import word_set

Gender = Literal["he", "she"]

HE_WORDS = word_set(
    """
    mr sir lord king prince father brother son husband grandfather uncle nephew widower man boy monk abbot
    fisherman chairman spokesman businessman fireman policeman congressman councilman alderman salesman
    serviceman craftsman foreman actor waiter landlord duke baron count bachelor gentleman
    """
)
SHE_WORDS = word_set(
    """
    mrs ms miss lady dame queen princess mother sister daughter wife grandmother aunt niece widow woman
    girl nun abbess chairwoman spokeswoman businesswoman policewoman congresswoman councilwoman
    servicewoman actress waitress landlady duchess baroness countess midwife schoolgirl
    """
)
_HE_NAMES = word_set(
    """
    aaron abdul abel adam adrian ahmed alan albert alec alejandro aleksandr alessandro alexander alfred
    ali alvaro amir anders andrei andrew andrij angus anselm anthony anton antonio arkady arne aron arthur
    artur asif axel bart bartholomew ben benedict benjamin bernard bernd bjorn bob boris bram brian bruno
    carl carlos casper cedric charles christian christopher claude clemens clement clive colin conrad
    craig cyril damian dan daniel dario darius david denis dennis derek desmond diego dietrich dimitri
    dirk dmitri dominic donald douglas dov duncan edgar edmund eduard edward edwin egon elias emil emmet
    emmett enrico enzo eric erich erik ernest ernst erwin esteban eugen evan fabian felix ferdinand
    fernando filip florian francis francois frank franz fred frederick friedrich fritz gareth gary gavin
    geoffrey georg george gerald gerard giacomo gilbert giorgio giovanni giuseppe goran graham greg gregor
    gregory guido gunnar gustav guy hamid hannes hans harald harold harry hasan hassan hector heinrich
    heinz helmut henri henry herbert herman hermann horace horst howard hubert hugh hugo hussein ian
    ibrahim igor imre isaac ismail ivan iven ivo ivor jack jacob jacques jakob jakub james jan janos
    jaroslav jason javier jean jens jeremy jerome jerzy jesper joachim joel johan johann johannes john jon
    jonas jonathan jordan jorge jose josef joseph joshua joss juan julian julius jurgen karel karim karl
    kaspar keith kenneth kevin khaled klaus knut konrad konstantin kurt lars laszlo laurent laurence
    lawrence lee leif leo leon leonard leonid leopold lew lewis liam lorenz lorenzo louis luca lucas
    ludwig luigi luis lukas luke magnus mahmoud manuel marc marcel marco marcus marek mario marius mark
    markus martin mateo matthew matthias maurice max maximilian mehmet michael michal miguel mikael
    mikhail milan miles milo milos miroslav mohamed mohammed morris moses murat mustafa nathan neil
    nicholas nicolas nigel nikita nikolai nikolas niels nils noah norman olaf ole oleg oleksandr oliver
    omar orlando oscar oskar osman oswald otto oyvind pablo pascal patrick paul pavel pavlo pedro per
    perrin peter petr philip philippe pierre piotr rafael ralf ralph ramon raoul raphael rashid raul
    raymond reinhard rene reuben rhys ricardo richard rob robert roberto rod roderick rodrigo roger roland
    rolf roman ronald rory ruben rudolf rufus rupert salim salvador samir samuel sean sebastian serge
    sergei sergio seth sigmund silas silvio simon stanislav stanley stefan stefano stephen sterling steven
    stuart sten sven tadeusz tarik teo terence terry theo theodor thomas tim timothy tobias tobin todd tom
    tomas toni tony tristan udo ulf ulrich umberto vaclav valentin vasily victor viktor vincent vitaly
    vlad vladimir volker volodymyr walter werner wilfred wilhelm willem william wladimir wolf wolfgang
    xavier yan yannick yuri yusuf yves zoltan
    """
)
_SHE_NAMES = word_set(
    """
    abigail ada adela adele adriana agatha agathe agnes aisha alana alba alexandra alice alicia alina
    alison alma amalia amanda amelia amina amy anastasia andrea angela anita anja ann anna anne annette
    antonia ariadne astrid audrey aurora barbara bea beata beatrice beatrix bella bernadette berta bertha
    bettina bianca birgit bridget brigitte camilla carla carmen carol carolina caroline catherine cecilia
    celia chantal charlotte chiara christina christine clara claire clarissa claudia constance cora
    corinna cristina dagmar daphne daria deborah delia denise diana dina dita dolores donna dora doris
    dorothea dorothy ebba edda edith edna elena eleonora elisa elisabeth eliza elizabeth ella ellen elsa
    elsbeth elvira emilia emily emma erica erika esther eugenia eva eve fatima felicia fiona flora
    florence frances francesca frida frieda gabriela gabriele genevieve georgina gerda gertrude gina
    gisela giulia gloria grace greta gudrun halina hana hannah hanna hanne harriet hazel hedwig heidi
    helen helena helene helga henrietta hermine hilda hilde ida ilda ilona ilse ina ines inga inge
    ingeborg ingrid irena irene irina iris irma isabel isabella iva ivana jacqueline jana jane janet
    janina jasmine jean jeanne jelena jennifer jenny jessica joan joanna johanna josephine judith julia
    juliana juliet julie justina kamila karen karin karla karolina katarina kate katharina katherine
    kathleen katja katrin klara kristina kristine larissa laura lea lee leila lena leonie leonora lidia
    lila lilian liliana lina linda lisa lise lotte louise lucia lucille lucy ludmila luisa lydia magda
    magdalena maja malena mara marcela margaret margarita margit margot maria mariam marianne marie marina
    marion marisa marlene marta martha martina mary mathilda matilda maud maxine melanie melissa mercedes
    mia michelle mila milena mina mira miranda miriam mirjam monica monika nadia nadine nancy naomi nastia
    natalia natalie natasha nelly nicole nina nora norma odile olena olga olive olivia oksana ottilie
    pamela patricia paula pauline penelope petra pia polina precious priscilla rachel ramona rebecca
    regina renata renate rita roberta romana rosa rosal rosalie rose rosemary roswitha ruth sabina sabine
    sally samira sandra sara sarah selma sheila sigrid silvia simone sofia solveig sonia sonja sophia
    sophie stella stephanie susan susanna susanne svetlana sylvia tamara tamsin tania tanja tara tatiana
    teresa tessa thea thelma theresa tilda tina tracy ulla ulrike ursula valentina valeria vanessa vera
    verena veronica veronika victoria viktoria viola virginia vivian wanda wilma winifred xenia yasmin
    yolanda yvette yvonne zaira zelda zoe zofia
    """
)
_ENDINGS: tuple[tuple[str, Gender], ...] = (
    ("a", "she"),
    ("ette", "she"),
    ("ine", "she"),
    ("o", "he"),
    ("us", "he"),
    ("os", "he"),
)


def gender_of(name: str, nouns: Iterable[str] = (), *, guess: bool = True) -> Gender | None:
    """Return the pronoun of a person, None where neither name nor nouns tell.

    Args:
        name: as the text has it, without titles.
        nouns: titles of the person and nouns that the text calls her by.
        guess: whether the ending of an unknown given name counts.
    """
    words = {noun.lower().rstrip(".") for noun in nouns} | {w.lower() for w in name.split() if w.islower()}
    if words & SHE_WORDS != frozenset() and not words & HE_WORDS:
        return "she"
    if words & HE_WORDS and not words & SHE_WORDS:
        return "he"
    tokens = name.lower().split()
    return _of_given(tokens[0], guess) if len(tokens) > 1 else None


def is_given_name(word: str) -> bool:
    """Tell whether a word is a common given name."""
    return word.lower() in _HE_NAMES | _SHE_NAMES


def _of_given(given: str, guess: bool) -> Gender | None:
    if given in _HE_NAMES:
        return None if given in _SHE_NAMES else "he"
    if given in _SHE_NAMES:
        return "she"
    if not guess:
        return None
    return next((gender for ending, gender in _ENDINGS if given.endswith(ending) and len(given) > 3), None)
