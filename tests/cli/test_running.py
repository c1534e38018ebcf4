"""One message and one code for whatever goes wrong; quiet pipes."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citewell.cli.running import DEBUG_VARIABLE, EXIT_CODES

WRONG_USE = [
    ([], "Usage:"),
    (["library"], "Usage:"),
    (["chek"], "Did you mean 'check', 'schema'? See"),
    (["ask"], "missing argument 'QUESTION'"),
    (["ask", "x", "--audience", "doctor"], "'doctor' is not one of 'patient', 'clinician'"),
    (["ask", "x", "--json", "--format", "html"], "--json and --format"),
    (["add"], "missing argument"),
    (["add", "a.txt", "--workers", "0"], "--workers"),
    (["sources", "--kind", "rumour"], "Use one of: guideline"),
    (["sources", "--status", "gone"], "Use one of: current"),
    (["sources", "--failed", "--kind", "guideline"], "--kind"),
    (["sources", "--retry", "--forget", "a.txt"], "--retry and --forget"),
    (["sources", "--library", " "], "--library: names no folder"),
    (["schema", "poem"], "Use one of: article"),
    (["bench", "poem"], "Use one of:"),
]


@pytest.mark.parametrize(("words", "told"), WRONG_USE)
def test_wrong_use_is_one_message_on_standard_error(held, words, told):
    result = held(*words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("words", "told"), [w for w in WRONG_USE if "html" not in w[0]])
def test_with_json_the_error_is_json(held, words, told):
    result = held(*words, "--json")
    assert result.exit_code == 2
    error = json.loads(result.stderr)["error"]
    assert set(error) == {"what", "where", "todo"}
    assert error["what"]
    assert result.stdout == ""


def test_json_errors_for_format_json_too(held):
    assert json.loads(held("ask", "", "--format", "json").stderr)["error"]["what"]
    assert json.loads(held("ask", "", "-f", "json").stderr)["error"]["what"]
    assert held("ask", "", "-f", "html").stderr.startswith("citewell: ")


def test_every_code_of_an_error_is_documented():
    from citewell.model import errors

    kinds = [k for k in vars(errors).values() if isinstance(k, type)]
    assert {kind.code for kind in kinds} <= set(EXIT_CODES)


def test_a_fault_of_ours_is_told_as_such(held, monkeypatch, tmp_path):
    monkeypatch.setattr("citewell.library.Library.open", lambda *_, **__: 1 / 0)
    result = held("sources")
    assert result.exit_code == 70
    assert "a fault in citewell itself (ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv(DEBUG_VARIABLE, "1")
    assert isinstance(held("sources").exception, ZeroDivisionError)


def test_messages_cannot_steer_the_terminal(held):
    assert "\x1b" not in held("show", "a\x1b[31mb").stderr


def test_version_and_help(run):
    assert run("--version").stdout.startswith("citewell ")
    for words in ([], ["ask"], ["library"], ["library", "verify"]):
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert "Usage: citewell" in result.stdout
    assert "130  stopped with Ctrl-C" in run("-h").stdout


def test_a_reader_that_goes_away_is_no_error(process):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = process("show", "citewell:mini-dupilumab", stdout=gone)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["sources"], ["schema"], ["--help"]])
def test_a_full_disk_behind_standard_output(process, words):
    with Path("/dev/full").open("wb") as full:
        done = process(*words, stdout=full)
    assert done.returncode == 2
    assert b"standard output: cannot be written (No space left on device)" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_closed_streams(held):
    command = f"{shlex.quote(sys.executable)} -m citewell sources >&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"1 source\n")


def test_an_encoding_without_the_characters(process, tmp_path):
    (tmp_path / "micro.txt").write_text("Dose in µg\n\nGive 5 µg daily 😀.\n", "utf-8")
    surroundings = os.environ | {"PYTHONIOENCODING": "ascii"}
    assert process("add", "micro.txt", env=surroundings).returncode == 0
    plain = process("sources", "--text", "dose in", env=surroundings)
    assert b"Dose in \\u03bcg" in plain.stdout
    as_json = process("show", "--json", plain.stdout.split(b"\t")[0].decode(), env=surroundings)
    assert "5 μg daily 😀" in json.loads(as_json.stdout.decode("ascii"))["text"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c(held, tmp_path):
    command = [sys.executable, "-m", "citewell", "ask", "-"]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, cwd=tmp_path) as running:
        # By then everything is imported, and it waits for the end of its standard input.
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(2)
        running.send_signal(signal.SIGINT)
        assert running.stdout.read() == b""
        assert running.stderr.read() == b"citewell: stopped. What was stored before stays\n"
        running.stdin.close()
    assert running.returncode == 130


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_while_several_processes_read(held, tmp_path):
    paragraph = "Aspirin lowered the risk of stroke in adults of this trial. " * 12
    for number in range(200):
        text = f"Text {number}\n\n" + "\n\n".join(f"{number}.{at} {paragraph}" for at in range(60))
        (tmp_path / f"{number}.txt").write_text(text)
    lock = tmp_path / "library" / "writer.lock"
    command = [sys.executable, "-m", "citewell", "add", "*.txt"]
    with subprocess.Popen(command, stdout=-1, stderr=-1, start_new_session=True) as running:
        until = time.monotonic() + 30
        while lock.read_text() != str(running.pid) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.3)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, b"")
    assert err == b"citewell: stopped. What was stored before stays\n"
    assert held("library", "verify").exit_code == 0
