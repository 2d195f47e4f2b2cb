"""Briefing papers and talk decks in which every claim carries its source.

```
 data/*.yaml   outlines/NAME.yaml   styles/NAME.yaml
      └───────────────┬───────────────────┘
                    load        YAML -> records that know file:line:column     Project
                      │
                  selection     what this audience and this format get         Selected
                      │
                   compose      sections of blocks and inlines                 Document
                      │
                    cite        numbers the notes, formats the citations       Document
          ┌───────────┼────────────┐
        check        pdf          pptx
   findings     lines → pages    plan → write
                → tags, paint
                  └── figures → Drawing ──┘      one drawing, two painters
```

Every stage returns its value and its diagnostics; `pipeline.py` runs them in this order, and
`model/document.py` is the type that the writers share. `printed.py` records what a document prints;
`lock/` keeps such records and `diff/` sets two of them beside each other.
"""

__version__ = "0.1.0"
