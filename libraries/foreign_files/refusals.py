"""Why a file is not taken: the child says a code, the reader gets the sentence, which says what to do now."""


class FileRefused(Exception):
    """`code` for programs, `str()` for the person who handed it in."""

    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES[code])
        self.code = code


SENTENCES = {
    "kind": "Tệp không phải là PDF, Word, Excel hoặc ảnh. Chọn tệp khác.",
    "old": "Tệp được lưu theo kiểu Office cũ (.doc, .xls). Mở tệp, lưu thành .docx hoặc .xlsx rồi gửi lại.",
    "malware": "Phần mềm diệt mã độc phát hiện mã độc trong tệp nên không nhận. Kiểm tra máy đã tạo tệp, gửi tệp khác.",
    "two_kinds": "Tệp chứa thêm dữ liệu của một loại tệp khác nên không nhận. Xuất lại tệp từ phần mềm gốc rồi gửi.",
    "too_heavy": "Tệp quá nặng khi mở ra nên không nhận. In tệp ra PDF mới hoặc tách tệp rồi gửi từng phần.",
    "bomb": "Tệp nén quá nhiều dữ liệu nên không nhận. Lưu lại tệp bằng phần mềm gốc rồi gửi.",
    "cut_off": "Không mở được tệp PDF vì thiếu phần cuối, có thể do tải chưa xong. Lưu lại tệp rồi gửi.",
    "broken_pdf": "Không mở được tệp PDF. Xuất lại tệp từ Word hoặc máy quét rồi gửi.",
    "no_pages": "Tệp PDF không có trang nào. Xuất lại tệp từ Word rồi gửi.",
    "too_many_pages": "Tệp PDF quá lớn; tối đa 500 trang. Tách tệp rồi gửi từng phần.",
    "password_pdf": "Tệp PDF có mật khẩu. Gỡ mật khẩu rồi gửi lại.",
    "acting_pdf": "Tệp PDF có mã lệnh hoặc tệp đính kèm bên trong nên không nhận. In ra PDF mới rồi gửi bản đó.",
    "cannot_draw": "Có trang trong tệp PDF không hiển thị được nên không nhận. In tệp ra PDF mới rồi gửi bản đó.",
    "broken_docx": "Không mở được tệp Word (.docx). Mở tệp bằng Office, lưu lại rồi gửi.",
    "too_many_paragraphs": "Tệp Word quá dài; tối đa 6.000 đoạn. Tách tệp rồi gửi từng phần.",
    "broken_xlsx": "Không mở được tệp Excel (.xlsx). Mở tệp bằng Office, lưu lại rồi gửi.",
    "password_office": "Tệp có mật khẩu. Gỡ mật khẩu rồi gửi lại.",
    "macro": "Tệp có macro nên không nhận. Lưu thành tệp không có macro rồi gửi.",
    "outside": "Tệp nối tới dữ liệu bên ngoài nên không nhận. Xóa liên kết đó rồi lưu và gửi lại.",
    "object": "Tệp có đối tượng nhúng bên trong nên không nhận. Xóa đối tượng đó hoặc dán lại thành ảnh rồi gửi.",
    "chunk": "Tệp chứa một tài liệu khác bên trong nên không nhận. Sao chép nội dung sang tệp Word mới rồi gửi.",
    "acting_field": "Tệp có trường tự chạy hoặc tự lấy dữ liệu nên không nhận. Xóa trường đó rồi lưu và gửi lại.",
    "broken_picture": "Không mở được ảnh. Chụp hoặc lưu lại ảnh rồi gửi.",
    "too_many_pixels": "Ảnh quá lớn; tối đa 40 triệu điểm ảnh. Thu nhỏ ảnh rồi gửi.",
    "too_many_cells": "Bảng tính quá lớn; tối đa 20 trang tính, 5.000 dòng và 100 cột mỗi trang. Tách tệp rồi gửi.",
    # Drawings and backgrounds.
    "broken_svg": "Không mở được hình vẽ SVG. Xuất lại từ phần mềm vẽ, hoặc xuất ra PDF rồi gửi.",
    "acting_svg": "Hình vẽ SVG có mã lệnh hoặc phần tự chuyển động nên không nhận. Xuất ra PDF rồi gửi bản đó.",
    "svg_words": "Hình vẽ SVG còn chữ dùng phông. Chuyển chữ thành đường nét rồi xuất lại, hoặc xuất ra PDF.",
    "svg_effects": "Hình vẽ SVG có hiệu ứng không in được đúng như trên màn hình. Xuất ra PDF rồi gửi bản đó.",
    "svg_size": "Hình vẽ SVG chưa có khổ giấy. Đặt chiều ngang, chiều dọc theo mm trong phần mềm vẽ rồi xuất lại.",
    "one_page": "Tệp nền phải có đúng một trang. Tách riêng trang nền rồi gửi.",
    "odd_sheet": "Khổ giấy của tệp nền không phù hợp; mỗi chiều từ 100 mm đến 900 mm. Đặt lại khổ giấy rồi xuất lại.",
    "hidden_layers": "Tệp nền có lớp đang ẩn. Xóa hoặc gộp các lớp rồi xuất lại.",
    "fonts_missing": "Tệp nền dùng phông chữ không kèm trong tệp. Chuyển chữ thành đường nét rồi xuất lại.",
    # Not the file's fault.
    "scanner_away": (
        "Phần mềm diệt mã độc của cơ quan chưa trả lời nên chưa nhận tệp này. Đề nghị gửi lại sau ít phút; "
        "nếu vẫn lỗi, báo quản trị kỹ thuật."
    ),
    "busy": "Hệ thống đang kiểm tra nhiều tệp khác nên chưa nhận tệp này. Đề nghị gửi lại sau ít phút.",
    "lost": "Chưa kiểm tra được tệp này. Đề nghị chọn lại tệp và gửi lại.",
    "fault": "Hệ thống gặp sự cố khi kiểm tra tệp. Đề nghị gửi lại; nếu vẫn lỗi, báo quản trị kỹ thuật.",
}

# Said of a drawing alone: where no drawing is taken, it is a file of another kind.
OF_DRAWINGS = {"broken_svg", "acting_svg", "svg_words", "svg_effects", "svg_size"}
