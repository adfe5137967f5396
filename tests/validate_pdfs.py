"""Makes the handout of every built-in programme and checks it with an independent PDF validator.

Usage: validate_pdfs.py PROGRAM FOLDER. Needs the PyPI package page-validation.
"""

import pathlib
import subprocess
import sys

import page
from page import ValidationProfile

PROFILES = {"PDF/UA-1": ValidationProfile.PDF_UA_1, "PDF/A-2a": ValidationProfile.PDF_A_2A}
# A plain handout, and one with everything that can be added to it.
VARIANTS = {
    "plain": [],
    "named": ["--patient", "Zoë O'Brien-García", "--phone", "020 7946 0000", "--grey", "--paper", "letter"],
    "clinician": ["--for", "clinician"],
}


def main(program: str, folder: str) -> int:
    root = pathlib.Path(__file__).resolve().parent.parent
    programmes = sorted((root / "templates" / "programmes").glob("*.yaml"))
    failed = 0
    for programme in programmes:
        for variant, options in VARIANTS.items():
            pdf = pathlib.Path(folder) / f"{programme.stem}-{variant}.pdf"
            subprocess.run(
                [program, "handout", programme.stem, "--start", "2026-11-30", "-o", str(pdf), *options],
                check=True,
                capture_output=True,
            )
            for name, profile in PROFILES.items():
                report = page.validate_pdf(str(pdf), profile=profile)
                failures = list(report.failures)
                failed += bool(failures) or not report.is_compliant
                print(f"{programme.stem} ({variant}): {name}: {'ok' if report.is_compliant else 'FAILED'}")
                for failure in failures:
                    print(f"  {failure}")
    if not programmes:
        print("no programmes found")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
