package io.foldwise.cli;

import io.foldwise.cli.logging.LogFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The program: {@code foldwise} and its worker processes both start here. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // numbers look the same in everybody's files
        Console console = new Console(
                utf8(FileDescriptor.out), utf8(FileDescriptor.err), Boolean.getBoolean("foldwise.terminal"));
        System.exit(new Foldwise(console, new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments));
    }

    /** Reports hold names from users' files: they are written as UTF-8, whatever the locale. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
