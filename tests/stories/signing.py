"""A paper is signed by its people, through the pages: put before them, signed in turn, numbered by the secretariat."""

from tests.stories.stage import Cast, proof_of


def signed_and_issued(
    cast: Cast,
    page: str,
    *,
    signers: tuple[str, ...],
    until: str,
    button: str,
    more: dict | None = None,
    by: str = "lan",
) -> None:
    """page: of the row whose paper it is; signers: logins, in their turn; more: what the issue asks; by: who puts it
    before them and numbers it.
    """
    lan = cast[by]
    lan.open(page).follow("Trình ký").press("Khóa nội dung và trình ký", {"Hạn ký": until})
    request = f"/trinh-ky/{lan.pk}/"
    for login in signers:
        person = cast[login]
        person.open(f"{request}ky/").press(button)
        person.reads("Xác nhận ký").press("Đồng ý ký", proof_of(person)).reads("Đã ký thành công")
    lan.open(request).follow("Cấp số và phát hành").press("Cấp số và phát hành", more or {})
