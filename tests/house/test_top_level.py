"""What lies where: six names at the top, no hosts or machine paths in files, locks that agree."""

import re
import tomllib

import pytest

from tests.house.source import ROOT, tracked

TOP = {"pyproject.toml", "README.md", "app", "resources", "tests", "packaging"}
LOCKS = ("build", "requirements", "package", "develop")

# An address is fine when it only names a thing: a vocabulary of XML, or nobody's.
NAMESPACES = re.compile(
    r"(www\.w3\.org|purl\.org|ns\.adobe\.com|www\.aiim\.org|schemas\.[\w.]+|docs\.oasis-open\.org)"
    r"|www\.freedesktop\.org"
    r"|localhost|127\.0\.0\.1|([\w-]+\.)*(example(\.com|\.org|\.net)?|test|invalid)"
)
ADDRESS = re.compile(r"\b(?:https?|ftp|git|ssh)://(?:[^\s/@'\"]*@)?([\w.-]+)")
REGISTRY = re.compile(
    r"\b(pypi|pythonhosted|github|gitlab|npmjs|crates|debian|ubuntu)\.(org|com|io|net)\b"
)
MACHINE = re.compile(r"(?<![\w.~-])/(home|root|work|Users|tmp)/[\w.-]|\b[A-Z]:\\+Users\\")

LOCKED = re.compile(
    r"#[^:/]*"
    r"|[\w.-]+==[\w.]+( ; [\w\s.<>=!'\"()]+)? \\"
    r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
)


def strangers(paths: tuple[str, ...]) -> set[str]:
    """Names at the top that are neither one of the six nor hidden."""
    tops = {path.split("/")[0] for path in paths}
    return {top for top in tops if not top.startswith(".")} - TOP


def places(text: str) -> list[str]:
    """Hosts, registries and paths of one machine that a text names."""
    hosts = [host for host in ADDRESS.findall(text) if not NAMESPACES.fullmatch(host)]
    return hosts + [found[0] for found in (*REGISTRY.finditer(text), *MACHINE.finditer(text))]


def pins(lock: str) -> dict[str, str]:
    """The exact version of each package a lock holds."""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE))


def loose(lock: str) -> list[str]:
    """Lines of a lock that pin no version, carry no hash, or say where a file comes from."""
    return [line for line in lock.splitlines() if not LOCKED.fullmatch(line)]


def read_lock(name: str) -> str:
    return (ROOT / "packaging" / f"{name}.lock").read_text(encoding="utf-8")


def wanted(group: str | None) -> set[str]:
    """The packages pyproject.toml asks for by name, as locks spell them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    return {re.split(r"[\s<>=!~;\[]", each)[0].lower().replace("_", "-") for each in asked}


def test_six_names_at_the_top():
    assert strangers(tracked()) == set()


def test_packaging_does_not_hide_the_library_of_its_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_no_file_names_a_host_or_a_machine():
    found = {}
    for path in tracked():
        if path.startswith("resources/licences/"):
            continue  # a licence stands as it was written, its makers' address in it
        content = (ROOT / path).read_bytes()
        if b"\0" not in content and (named := places(content.decode("utf-8"))):
            found[path] = named
    assert found == {}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_versions_and_hashes_only(name):
    lock = read_lock(name)
    assert pins(lock)
    assert loose(lock) == []


@pytest.mark.parametrize(
    ("name", "group"),
    [("build", "build"), ("requirements", None), ("package", "package"), ("develop", "develop")],
)
def test_a_lock_holds_all_that_is_asked_for(name, group):
    assert wanted(group) - set(pins(read_lock(name))) == set()


def test_testing_happens_on_the_versions_that_users_get():
    everything = pins(read_lock("develop"))
    given = pins(read_lock("requirements")) | pins(read_lock("build"))
    assert {k: v for k, v in given.items() if everything.get(k, v) != v} == {}
    assert set(pins(read_lock("requirements"))) <= set(everything)


def test_a_stranger_at_the_top_is_seen():
    assert strangers(("app/a.py", ".gitignore", "setup.py", "docs/a.md")) == {"setup.py", "docs"}


@pytest.mark.parametrize(
    "planted",
    [
        "see https:" + "//files.somewhere.net/a",
        "url = 'http:" + "//user:pass@mirror.lan/simple'",
        "from the py" + "pi.org index",
        "clone it from git" + "hub.com",
        "open('/ho" + "me/ann/book.avoir')",
        "cd /wo" + "rk/main",
        "C:" + "\\Users\\ann",
    ],
)
def test_a_place_is_seen(planted):
    assert places(planted)


@pytest.mark.parametrize(
    "innocent",
    [
        'xmlns="http://www.w3.org/2000/svg"',
        "postgresql+psycopg://books",
        "https://shop.example.com/pay",
        "app/home/a.py and ~/work/a",
    ],
)
def test_a_name_that_is_no_place_passes(innocent):
    assert places(innocent) == []


@pytest.mark.parametrize(
    "planted",
    [
        "--index-url https:" + "//somewhere.net/simple",
        "babel>=2.18",
        "babel @ file:" + "///wheels/babel.whl \\",
        "    # via -r /somewhere",
        "babel==2.18.0",
    ],
)
def test_a_loose_lock_is_seen(planted):
    assert loose(planted)
