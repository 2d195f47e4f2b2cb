// node pptxgen.cjs IN.json OUT.pptx [IN OUT ...]: decks of the bench by PptxGenJS, in one process.
const fs = require('fs');
const Deck = require('pptxgenjs');
(async () => {
  const files = process.argv.slice(2);
  for (let at = 0; at < files.length; at += 2) {
    const talk = JSON.parse(fs.readFileSync(files[at], 'utf8'));
    const deck = new Deck();
    deck.layout = 'LAYOUT_WIDE';
    deck.title = talk.title;
    for (const one of talk.slides) {
      const slide = deck.addSlide();
      slide.addText(one.title, { x: .6, y: .3, w: 12, h: 1, fontSize: 32 });
      if (one.rows) slide.addTable(one.rows.map(row => row.map(text => ({ text }))), { x: .6, y: 1.6, w: 12 });
      else slide.addText(one.bullets.map(text => ({ text, options: { bullet: true, breakLine: true } })), { x: .6, y: 1.6, w: 12, h: 4.8, fontSize: 20 });
      slide.addText(one.source, { x: .6, y: 6.8, w: 12, h: .5, fontSize: 10 });
      slide.addNotes(one.speaker);
    }
    await deck.writeFile({ fileName: files[at + 1] });
  }
})();
