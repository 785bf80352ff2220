"""What every tab works on: the open file, the current plan, and the one undo stack."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from kehoach_desktop.bugs import watch
from kehoach_desktop.domain.edits import Change, Edit, SetField, inverse, merged
from kehoach_desktop.domain.errors import UserError
from kehoach_desktop.domain.issuing import is_frozen, is_refused
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.services import editing, plans
from kehoach_desktop.services.files import Store
from kehoach_desktop.ui.beside import Beside
from kehoach_desktop.ui.garbage import leave_out_what_stands

_ISSUED = "Kế hoạch đã ban hành nên không nhận phần vừa gõ; muốn sửa, hãy lập bản điều chỉnh."

_SENT = "Báo cáo đã gửi nên không nhận phần vừa gõ; muốn sửa, hãy lập bản thay thế."

_BROKEN = "Chương trình gặp lỗi ngoài dự kiến khi ghi phần đang gõ."

_WRITING = "Một thay đổi lớn đang được ghi nên chưa nhận thay đổi khác; hãy chờ ghi xong rồi làm lại."

_BUSY = "Chương trình đang xử lý nhiều ô nên chưa nhận thay đổi khác; hãy chờ xong rồi làm lại."

_LATER_MS = 50

_MORE_DONE = (
    "Đã có thay đổi khác sau đó nên chưa hoàn tác từ đây; "
    "hãy nhấn Ctrl+Z từng bước hoặc xem Lịch sử thay đổi."
)


class Workbench(QObject):
    """The current plan and the only way to change it.

    A tab makes an edit and calls ``commit``; all tabs then hear ``plan_changed`` and redraw what concerns
    them. ``plan_opened`` says that another plan (or none) took its place and everything is to be redrawn.
    """

    plan_opened = Signal(object)  # Plan | None
    plan_changed = Signal(object, object)  # Plan, tuple[Change, ...]
    saved = Signal(object)  # datetime of the last commit
    failed = Signal(str)  # a sentence for the user
    not_saved = Signal()  # a change could not be kept: besides ``failed``, which may say other things too
    issued_touched = Signal()  # an edit was refused: the plan is issued, or nothing can be kept at all
    state_change_asked = Signal()  # the clerk wants to issue the plan, or to revise the issued one
    written_elsewhere = Signal(object)  # frozenset of ids: plans written to, but by no edit of this window's
    directory_changed = Signal()  # the office's list of bodies, forms and indicators
    damaged = Signal(object)  # FileDamagedError: the file was found damaged, here or in a worker's thread
    kept_after_all = Signal()  # an edit that was said not to be kept is in the file
    reading_only_began = Signal()  # from now on nothing can be kept
    refusing_changed = Signal(bool)  # nothing is taken, because the file's whole content is being replaced
    flush_requested = Signal()  # tabs commit what is typed and not yet committed

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.plan: Plan | None = None
        self.copy_first: Callable[[Callable[[], object]], None] = _at_once
        self.stack = QUndoStack(self)
        self._unkept = ""  # why something typed is not kept: what refused it
        self._wrong = ""  # likewise: what is wrong about it
        self._is_stack_wrong = False
        self.is_stepping = False  # the plan changes by undo or redo
        self._refusing = ""  # why nothing is taken just now
        self._typing = 0  # which stay in a field: edits of two stays are two steps
        self._is_mending = False  # what a bug has left half done is being shown as it is kept
        self._is_closed = False
        self._is_writing = False
        self.beside = Beside(self)
        self.kept_after_all.connect(self.mend_soon)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be kept: the file is open only to read."""
        return self.store.is_read_only

    @property
    def is_frozen(self) -> bool:
        """Whether the plan's text may not be changed: it has gone out, or nothing can be kept."""
        return self.is_read_only or is_frozen(self.plan)

    @property
    def is_writing(self) -> bool:
        """Whether a large change is being written, and nothing else is taken until it is."""
        return self._is_writing

    @property
    def unkept(self) -> str:
        """Why not all that was typed is kept, in sentences; "" when the last flush kept all."""
        return self._unkept or self._wrong

    def refuse_all(self, why: str) -> None:
        """Take no edit and open no plan until this is called with ""; ``why`` is said to who asks for it."""
        self._refusing = why
        self.refusing_changed.emit(bool(why))

    def open_plan(self, plan_id: int | None) -> None:
        """Make a plan of the file the current one; None for none, letting go what cannot be kept.

        Raises UserError, and stays on the plan, when what is typed in it cannot be kept.
        """
        if plan_id is None:
            self._check_taking()
            self.flush()
            self._take(None)
        else:
            self.prepare_to_leave()
            self._take(plans.get_document(self.store, plan_id))

    def show_plan(self, plan: Plan) -> None:
        """Make a plan that was read from the file just now the current one; raises as ``open_plan`` does."""
        self.prepare_to_leave()
        self._take(plan)

    def prepare_to_leave(self) -> None:
        """Have what is typed kept before another plan takes the place of this one, or raise UserError."""
        self._check_taking()
        if not self.flush():
            raise UserError(f"Chưa rời kế hoạch này vì chưa ghi được phần đang gõ. {self.unkept}")

    def flush(self) -> bool:
        """Have every tab commit what is typed and not yet committed; say whether all of it is kept."""
        is_taken = self._gather()
        if self._wrong:
            self.failed.emit(self._wrong)
        return is_taken and not self._wrong

    def hold(self, sentence: str) -> None:
        """Let the flush under way fail: what is typed in a field means nothing, and ``sentence`` says so."""
        self._wrong = self._wrong or sentence

    def commit(self, edit: Edit, text: str, *, mergeable: bool = False) -> bool:
        """Apply and keep the edit, put it on the stack as ``text``; say whether it was done.

        ``mergeable``: one undo step with a like edit just before (the same field or item).
        """
        if refusing := self._why_refusing:
            self._unkept = refusing
            self.failed.emit(refusing)
            return False
        if self.is_read_only:
            self._unkept = self.store.why_read_only
            self.issued_touched.emit()
            return False
        if self.plan is not None and is_refused(self.plan, edit):
            self._unkept = _ISSUED if self.plan.reporting is None else _SENT
            self.issued_touched.emit()
            return False
        if not self._apply(edit, text):
            return False
        self.stack.push(_EditCommand(self, edit, text, self._typing if mergeable else None))
        return True

    def end_typing(self) -> None:
        """The field is left: what is committed next is a step of its own, of the same field too."""
        self._typing += 1

    def commit_for_good(self, edit: Edit, text: str) -> bool:
        """Apply and keep an edit that no undo takes back, such as what a paper that went out leaves behind.

        It may only add at the end of a list: the steps on the stack must still fit the plan.
        """
        return self._apply(edit, text)

    def undo(self) -> None:
        """Take the last edit back, after committing what is being typed; what is typed wrong stays so."""
        if self._may_step() and self._gather():
            self._is_stack_wrong = self.stack.canUndo()  # until the step itself says that it is done
            self.stack.undo()
            self._recover()

    def undo_of_last(self) -> Callable[[], None]:
        """Return what takes back the step just done; when more has been done since, it only says so."""
        at = self.stack.index()

        def undo() -> None:
            if not (self._may_step() and self._gather()):
                return
            if self.stack.index() == at:
                self.stack.undo()
                self._recover()
            else:
                self.failed.emit(_MORE_DONE)

        return undo

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._may_step() and self._gather():
            self._is_stack_wrong = self.stack.canRedo()
            self.stack.redo()
            self._recover()

    def reapply(self, edit: Edit, text: str, step: editing.Step) -> None:
        """Apply an edit of the stack as ``text``, or take it back, and note when that fails."""
        self.is_stepping = True
        self._is_stack_wrong = True
        try:
            self._is_stack_wrong = not self._apply(edit, text, step)
        finally:
            self.is_stepping = False

    def close(self) -> None:
        """Wait for what is being written; nobody is told of it any more."""
        self._is_closed = True
        self.beside.finish()

    @property
    def _why_refusing(self) -> str:
        return self._refusing or (_WRITING if self._is_writing else _BUSY if self.beside.is_busy else "")

    def _check_taking(self) -> None:
        if refusing := self._why_refusing:
            raise UserError(refusing)

    def _take(self, plan: Plan | None) -> None:
        self.plan = plan
        self.stack.clear()
        leave_out_what_stands()
        self.plan_opened.emit(plan)

    def _may_step(self) -> bool:
        """Say whether the stack is at rest; that it is in the midst of a step is said in the window."""
        if why := self._why_refusing if self._is_writing or self.beside.is_busy else "":
            self.failed.emit(why)
        return not why

    def _gather(self) -> bool:
        """Have the tabs commit what is typed; say whether all that they committed is kept."""
        self._unkept = self._wrong = ""
        bugs = watch.count_here()
        self.flush_requested.emit()
        if watch.count_here() != bugs:  # of a tab, which Qt lets nobody here see
            self._unkept = self._unkept or _BROKEN
        return not self._unkept

    def _recover(self) -> None:
        """After a step that failed, forget the stack and show the plan as it is kept.

        Not while the step runs: Qt does not survive a stack cleared from inside one of its commands.
        """
        if not self._is_stack_wrong or self._is_closed:
            return
        self._is_stack_wrong = False
        self.stack.clear()
        if self.plan is not None:
            with suppress(UserError):  # unreadable too: what is shown is still what was last kept
                self.plan = plans.get_document(self.store, self.plan.id)
        self.plan_opened.emit(self.plan)

    def _apply(self, edit: Edit, text: str, step: editing.Step = editing.Step.EDIT) -> bool:
        if self.plan is None or self.is_read_only or self._is_closed or self._why_refusing:
            return False
        bugs = watch.count_here()
        try:
            self.plan, touched = self._written(self.plan, edit, text, step)
        except UserError as error:
            self._unkept = str(error)
            if self._is_closed:  # what would hear of it is gone
                return False
            self.not_saved.emit()
            self.failed.emit(str(error))
            return False
        except Exception:
            self.mend_soon()
            raise
        if self._is_closed:
            return False
        self.plan_changed.emit(self.plan, touched)
        self.saved.emit(dt.datetime.now().astimezone())
        if watch.count_here() != bugs:  # somebody who heard of it does not show it
            self.mend_soon()
        return True

    def _written(
        self, plan: Plan, edit: Edit, text: str, step: editing.Step
    ) -> tuple[Plan, tuple[Change, ...]]:
        """Apply and keep an edit, or take it back: a large one while the window goes on, taking no other."""

        def write() -> tuple[Plan, tuple[Change, ...]]:
            done = inverse(edit) if step is editing.Step.UNDO else edit
            return editing.apply_edit(self.store, plan, done, text, step=step)

        self._is_writing = True
        try:
            return self.beside.do(write, is_long=editing.is_long(edit))
        finally:
            self._is_writing = False

    @Slot()
    def mend_soon(self) -> None:
        """Show the plan as it is kept, when what runs now has come to its end."""
        if not self._is_mending:
            self._is_mending = True
            QTimer.singleShot(0, self, self.on_time_to_mend)

    @Slot()
    def on_time_to_mend(self) -> None:
        """After a bug in the middle of an edit, show the plan as it is kept.

        Not when what is typed cannot be kept: it would be gone from the screen too.
        """
        if self.is_writing:  # the stack is in the midst of a step
            QTimer.singleShot(_LATER_MS, self, self.on_time_to_mend)
            return
        try:
            if self.plan is None or not self._gather():
                return
            kept = plans.get_document(self.store, self.plan.id)
            if kept != self.plan:
                self.plan = kept
                self.stack.clear()
            self.plan_opened.emit(self.plan)
        except UserError as error:
            self.failed.emit(str(error))
        finally:
            self._is_mending = False


def _at_once(act: Callable[[], object]) -> None:
    """Wait for no copy: there is nobody who makes one."""
    act()


class _EditCommand(QUndoCommand):
    """One edit on the stack. It is pushed when it is already done, so the first redo does nothing."""

    def __init__(self, workbench: Workbench, edit: Edit, text: str, typing: int | None) -> None:
        super().__init__(text)
        self._workbench = workbench
        self.edit = edit
        self.typing = typing  # the stay in a field it is of; None when it is a step by itself
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:
            self._is_done = False
        else:
            self._workbench.reapply(self.edit, self.text(), editing.Step.REDO)

    def undo(self) -> None:
        self._workbench.reapply(self.edit, self.text(), editing.Step.UNDO)

    def id(self) -> int:
        return -1 if self.typing is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _EditCommand) or other.typing != self.typing:
            return False
        both = merged(self.edit, other.edit)
        if both is None:
            return False
        self.edit = both
        self.setObsolete(isinstance(both, SetField) and both.old == both.new)  # typed, and taken back
        return True
