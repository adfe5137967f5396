"""Makes the handout of every built-in programme and checks it with an independent PDF validator.

Usage: validate_pdfs.py PROGRAM FOLDER. Needs the PyPI package page-validation.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

import page
from page import ValidationProfile

PROFILES = {"PDF/UA-1": ValidationProfile.PDF_UA_1, "PDF/A-2a": ValidationProfile.PDF_A_2A}
ROOT = pathlib.Path(__file__).resolve().parent.parent
# A plain handout, and ones with everything that can be added to it.
VARIANTS = {
    "plain": [],
    "named": ["--patient", "Zoë O'Brien-García", "--phone", "020 7946 0000", "--grey", "--paper", "letter"],
    "clinician": ["--for", "clinician"],
    "large": ["--large-print"],
    "american": ["--locale", "en-US"],
    "weeks": ["--weeks", "2", "--patient", "O'Brien"],
    "clinic": ["--clinic", str(ROOT / "tests" / "fixtures" / "clinic" / "clinic.yaml")],
}


def weeks_of(programme: pathlib.Path) -> int:
    return int(re.search(r"^weeks: (\d+)", programme.read_text(), re.MULTILINE).group(1))


def jobs(programmes: list[pathlib.Path]) -> list[tuple[str, str, list[str]]]:
    return [
        (programme.stem, variant, options)
        for programme in programmes
        for variant, options in VARIANTS.items()
        # A programme of one week has no second one to print alone.
        if variant != "weeks" or weeks_of(programme) > 1
    ]


def check(program: str, folder: str, job: tuple[str, str, list[str]]) -> tuple[bool, list[str]]:
    """Makes one handout and checks it; says whether it is sound, with the lines to print."""
    name, variant, options = job
    pdf = pathlib.Path(folder) / f"{name}-{variant}.pdf"
    made = subprocess.run(
        [program, "handout", name, "--start", "2026-11-30", "-o", str(pdf), *options], capture_output=True, text=True
    )
    if made.returncode:
        return False, [f"{name} ({variant}): not made", made.stderr]
    sound, lines = True, []
    for standard, profile in PROFILES.items():
        report = page.validate_pdf(str(pdf), profile=profile)
        failures = list(report.failures)
        sound = sound and report.is_compliant and not failures
        lines.append(f"{name} ({variant}): {standard}: {'ok' if report.is_compliant else 'FAILED'}")
        lines.extend(f"  {failure}" for failure in failures)
    return sound, lines


def main(program: str, folder: str) -> int:
    all_jobs = jobs(sorted((ROOT / "templates" / "programmes").glob("*.yaml")))
    if not all_jobs:
        print("no programmes found")
        return 1
    failed = 0
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for sound, lines in pool.map(check, *zip(*((program, folder, job) for job in all_jobs))):
            failed += not sound
            print("\n".join(lines))
    print(f"{len(all_jobs)} documents, {failed} not sound")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
