#!/usr/bin/env python3
"""Measures backplan as whole processes, and others beside it on the same pages.

    cargo build --release
    cargo build --release --example handout_files      # for the peers
    python3 benches/processes.py                       # Python's standard library is all it needs
    python3 benches/processes.py --typst --weasyprint --chromium

Prints a Markdown table. Times are medians of whole processes, from start to end; memory is the most that a process had
resident, as the system counts it. Everything that is written goes to a temporary folder.
"""

import argparse
import datetime
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = "2026-11-30"
# Four pages: a calendar of two weeks, the exercises with drawings and doses, the light, when to get help.
SHORT = ("walking-start", "1-2", "calendar,exercises")
LONG = ("persistent-low-back", "all", "")
# How often each batch is made.
BATCHES = 3
# What lies at the top of a library or in these folders is no exercise.
NO_EXERCISES = {"mechanisms", "techniques", "docs"}


class Run:
    """What a process took."""

    def __init__(self, command, expect=(0,)):
        # A process of its own, so that memory is that of this one child and not the most of all so far.
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        self.seconds = time.perf_counter() - begin
        self.cpu = usage.ru_utime + usage.ru_stime
        self.mebibytes = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        child.returncode = os.waitstatus_to_exitcode(status)
        if expect and child.returncode not in expect:
            sys.exit(f"{' '.join(map(str, command))}\nended with {child.returncode}:\n{said}")


def median(command, times, expect=(0,)):
    """The median of some runs after one that warms the system's cache of files."""
    Run(command, expect)
    runs = [Run(command, expect) for _ in range(times)]
    middle = sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]
    middle.mebibytes = max(run.mebibytes for run in runs)
    middle.cpu = statistics.median(run.cpu for run in runs)
    return middle


def rows_of(folder, program, times, sizes_only, args):
    """Each measured thing: name, time, processor time, memory, remark."""
    if not sizes_only:
        for name, (programme, weeks, parts) in [("short", SHORT), ("long", LONG)]:
            run = median(handout(program, folder / "one.pdf", programme, weeks, parts), times)
            yield f"one handout, {pages(folder / 'one.pdf')} pages, with its proof", run, f"`{programme}`"
        plan = [program, "plan", ROOT / "benches" / "half-a-year.yaml", "--start", START]
        yield "a plan of 26 weeks", median(plan, times), ""
        names = sorted(path.stem for path in (ROOT / "templates" / "programmes").glob("*.yaml"))
        middle = args.handouts[len(args.handouts) // 2 :][:1]
        kinds = [("of one programme, one Monday", [SHORT[0]], True, args.handouts),
                 ("of one programme, other Mondays", [SHORT[0]], False, middle),
                 ("of all programmes, one Monday", names, True, middle),
                 ("of all programmes, other Mondays", names, False, args.handouts)]
        for kind, programmes, one_day, counts in kinds:
            for count in counts:
                out = folder / f"batch-{count}"
                listed = folder / f"batch-{count}.csv"
                listed.write_text(batch(programmes, count, one_day), encoding="utf-8")
                command = [program, "batch", listed, "-o", out, "--", "--weeks", SHORT[1], "--parts", SHORT[2]]
                runs = []
                for _ in range(BATCHES):
                    shutil.rmtree(out, ignore_errors=True)
                    runs.append(Run(command))
                run = sorted(runs, key=lambda run: run.seconds)[BATCHES // 2]
                total = sum(pages(pdf) for pdf in out.glob("*.pdf"))
                shutil.rmtree(out)
                what = f"a batch of {count:,} such short handouts, {kind}"
                yield what, run, f"{count / run.seconds:.0f} a second, {total:,} pages"
    core = folder / "core"
    Run([program, "library", "export", core])
    for count in args.exercises:
        library(core, folder / f"library-{count}", count, 0)
        run = median([program, "library", "check", folder / f"library-{count}", "--on", START], 3, (0, 1))
        yield f"`library check`, {count:,} exercises", run, per(run, count)
    for count in args.exercises:
        library(core, folder / f"changed-{count}", count, 10)
        diff = [program, "library", "diff", folder / f"library-{count}", folder / f"changed-{count}"]
        run = median(diff, 3)
        yield f"`library diff`, twice {count:,} exercises", run, per(run, count)


def per(run, count):
    return f"{run.seconds / count * 1e6:.0f} µs an exercise"


def handout(program, output, programme, weeks, parts):
    command = [program, "handout", programme, "--start", START, "-o", output]
    command += ["--weeks", weeks] if weeks != "all" else []
    return command + (["--parts", parts] if parts else [])


def pages(pdf):
    """The number of pages: Typst writes them into the one page tree that has a count."""
    counts = re.findall(rb"/Count (\d+)", pdf.read_bytes())
    return max(map(int, counts), default=0)


def batch(names, count, one_day):
    """A list of handouts: every programme in turn, each for another patient, and from one Monday on or each from another."""
    first = datetime.date.fromisoformat(START)
    lines = ["programme,start,output,patient"]
    for i in range(count):
        day = first + datetime.timedelta(weeks=0 if one_day else i // len(names))
        lines.append(f"{names[i % len(names)]},{day},{i}.pdf,Patient {i}")
    return "\n".join(lines) + "\n"


def library(core, folder, count, every):
    """Makes a library of so many exercises from the core one: the core's files over and over under other names, the steps of
    each picked from those of all, so that no two exercises are alike. Of every so many-th one the purpose is another."""
    if folder.exists():
        return
    paths = sorted(path for path in core.rglob("*.yaml"))
    is_exercise = lambda p: len(p.relative_to(core).parts) > 1 and p.relative_to(core).parts[0] not in NO_EXERCISES
    exercises = [path for path in paths if is_exercise(path)]
    for path in paths:
        if not is_exercise(path):
            target = folder / path.relative_to(core)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    head = folder / "library.yaml"
    head.write_text(re.sub(r"(?m)^id:.*$", "id: made", head.read_text(encoding="utf-8")), encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in exercises]
    steps = [step for text in texts for step in re.findall(r"(?m)^  - .*$", block(text, "steps"))]
    words = sorted({w.lower() for t in texts for w in re.findall(r"(?m)^name: (.*)$", t)[0].split() if w.isalpha()})
    for i in range(count):
        path, text = exercises[i % len(exercises)], texts[i % len(texts)]
        mixed = random(i)
        picked = [steps[next(mixed) % len(steps)] for _ in range(6)]
        text = text.replace(block(text, "steps"), "steps:\n" + "\n".join(picked) + "\n")
        # Names of four words are seldom near each other.
        name, other = (" ".join(words[next(mixed) % len(words)] for _ in range(4)).capitalize() for _ in range(2))
        text = re.sub(r"(?m)^name: .*$", f"name: {name}", text)
        text = text.replace(block(text, "also-called") or "\0", f"also-called: [{other}]\n")
        text = text.replace(block(text, "ladder") or "\0", ladder(block(text, "ladder"), exercises, i, count))
        if every and i % every == 0:
            text = re.sub(r"(?m)^purpose: .*$", "purpose: Makes you stronger for what you do each day.", text)
        target = folder / path.relative_to(core).parent / f"{path.stem}-{i}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def ladder(written, exercises, i, count):
    """A ladder that leads to the copies of the same round; nothing where those are not made."""
    start = i // len(exercises) * len(exercises)
    numbers = {path.stem: start + at for at, path in enumerate(exercises)}
    rungs = [f"{way}: {stem}-{numbers[stem]}" for way, stem in re.findall(r"(easier|harder): ([a-z0-9-]+)", written)
             if numbers[stem] < count]
    if rungs or "stands-alone" not in written:
        return f"ladder: {{ {', '.join(rungs)} }}\n" if rungs else ""
    return written


def block(text, key):
    """A key with its value, up to the next key that stands as far to the left."""
    found = re.search(rf"(?m)^{key}:.*\n(?:[ #].*\n)*", text)
    return found.group() if found else ""


def random(seed):
    """The same numbers for the same seed, on every version of Python (a linear congruential generator)."""
    state = seed * 2654435761 % 2**64
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def peers(folder, program, args):
    """Others on the same pages: bare Typst, and what sets HTML."""
    example = args.example or program.with_name("examples") / "handout_files"
    for name, (programme, weeks, parts) in [("short", SHORT), ("long", LONG)]:
        files = folder / f"files-{name}"
        Run([example, files, programme, weeks] + ([parts] if parts else []))
        pdf = folder / f"{name}.pdf"
        own = median(handout(program, pdf, programme, weeks, parts), args.times)
        count = pages(pdf)
        beside = lambda run: f"backplan takes {own.seconds / run.seconds:.2f} of it"
        if args.typst:
            compile_ = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], " \
                "ignore_system_fonts=True, pdf_standards=['a-2a', 'ua-1'])"
            paths = [files / "handout.typ", folder / "typst.pdf", files / "fonts"]
            whole = median([args.python, "-c", compile_, *paths], args.times)
            empty = median([args.python, "-c", "import sys, typst"], args.times)
            if pages(folder / "typst.pdf") != count:
                sys.exit("Typst set another number of pages")
            whole.seconds -= empty.seconds
            whole.cpu -= empty.cpu
            yield f"bare Typst, {count} pages, without a proof", whole, f"{beside(whole)}; without Python's own start; memory with it"
        page = folder / f"{name}.html"
        page.write_text(html(files), encoding="utf-8")
        if args.weasyprint:
            code = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
            run = median([args.python, "-c", code, page, folder / "weasy.pdf"], max(3, args.times // 5))
            yield f"WeasyPrint, the text of {count} pages as plain HTML", run, f"{beside(run)}; without layout, tags or a proof"
        if args.chromium:
            command = [args.chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium",
                       "--no-pdf-header-footer", f"--print-to-pdf={folder / 'chromium.pdf'}", page.as_uri()]
            run = median(command, max(3, args.times // 5))
            yield f"headless Chromium, the text of {count} pages as plain HTML", run, f"{beside(run)}; memory of the first process alone"


def html(files):
    """The texts and drawings of a handout as plain HTML, in the order of the data; backplan itself makes no HTML."""
    import html as escape

    data = json.loads((files / "handout.json").read_text(encoding="utf-8"))
    parts = []

    def walk(value):
        if isinstance(value, str):
            drawing = files / value
            if value.endswith(".svg") and drawing.is_file():
                parts.append(f"<p style='width: 8cm'>{drawing.read_text(encoding='utf-8')}</p>")
            else:
                parts.append(f"<p>{escape.escape(value)}</p>")
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            walk(inner)

    walk(data)
    fonts = "".join(
        f"@font-face {{ font-family: Noto; font-weight: {weight}; src: url({(files / 'fonts' / name).as_uri()}) }}"
        for name, weight in [("regular.ttf", 400), ("bold.ttf", 700)])
    style = f"{fonts} body {{ font: 14pt Noto }} svg {{ width: 100% }}"
    return f"<!doctype html><html lang=en><title>Handout</title><style>{style}</style>{''.join(parts)}"


def machine():
    """The number of cores and the kind of processor."""
    kind = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        kind = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), kind)
    return f"{os.cpu_count()} cores, {kind}, {platform.system()}"


def shown(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / "target" / "release" / "backplan")
    parser.add_argument("--example", type=Path, help="the built example `handout_files`, for the peers")
    parser.add_argument("--times", type=int, default=21, help="how often each short process is run")
    parser.add_argument("--handouts", type=int, nargs="*", default=[100, 300, 1000], help="sizes of batches")
    parser.add_argument("--exercises", type=int, nargs="*", default=[100, 1000, 10000], help="sizes of libraries")
    parser.add_argument("--only-libraries", action="store_true", help="leave the handouts out")
    parser.add_argument("--typst", action="store_true", help="bare Typst beside it: needs `pip install typst`")
    parser.add_argument("--weasyprint", action="store_true", help="WeasyPrint beside it: needs `pip install weasyprint`")
    parser.add_argument("--chromium", nargs="?", const="chromium", help="headless Chromium beside it, and its command")
    parser.add_argument("--python", default=sys.executable, help="the Python that has Typst or WeasyPrint")
    args = parser.parse_args()
    if not args.program.exists():
        sys.exit(f"there is no {args.program}: build it with `cargo build --release`")

    print(f"Measured on {datetime.date.today()}, {machine()}.\n")
    print("| what | time | processor | memory | |\n| --- | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        measured = list_of(folder, args)
        for what, run, remark in measured:
            print(f"| {what} | {shown(run.seconds)} | {shown(run.cpu)} | {run.mebibytes:.0f} MiB | {remark} |", flush=True)


def list_of(folder, args):
    yield from rows_of(folder, args.program, args.times, args.only_libraries, args)
    if args.typst or args.weasyprint or args.chromium:
        yield from peers(folder, args.program, args)


if __name__ == "__main__":
    main()
