package io.foldwise.cli.board;

import io.foldwise.engine.execution.RunEvent;
import java.util.List;

/** Several boards that show the same run. */
record Boards(List<Board> boards) implements Board {

    @Override
    public void accept(RunEvent event) {
        boards.forEach(board -> board.accept(event));
    }

    @Override
    public void close() {
        boards.forEach(Board::close);
    }
}
