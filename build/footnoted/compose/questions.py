"""Questions of the outline in, each with its answer from facts or words, or room for one, out."""

from footnoted.compose.draft import Draft, own_blocks, own_words
from footnoted.compose.markup import strip_cites
from footnoted.compose.wording import fact_sentence
from footnoted.model.block import TextForm
from footnoted.model.blocks import QuestionRecord, QuestionsBlock
from footnoted.model.dataset import Fact
from footnoted.model.document import Block, ItemList, Paragraph, Question, Questions
from footnoted.model.selected import Selected


def questions(draft: Draft, block: QuestionsBlock, selected: Selected, form: TextForm) -> Questions:
    """Compose questions and answers in the outline's order."""
    return Questions(
        tuple(
            _question(draft, item, selected.facts.get(f"{block.id}/{i}", ()), form)
            for i, item in enumerate(block.items)
        )
    )


def _question(
    draft: Draft, item: QuestionRecord, facts: tuple[Fact, ...], form: TextForm
) -> Question:
    asked = strip_cites(own_words(draft, item.ask, item, "ask"))
    words = own_blocks(draft, item.answer, item, "answer") if item.answer else ()
    lines = 0 if draft.is_deck else item.lines
    return Question(asked, (*words, *_answer(draft, facts, form)), lines)


def _answer(draft: Draft, facts: tuple[Fact, ...], form: TextForm) -> tuple[Block, ...]:
    said = tuple(Paragraph(fact_sentence(draft, fact, form)) for fact in facts)
    return said if len(said) < 2 else (ItemList(tuple((one,) for one in said)),)
