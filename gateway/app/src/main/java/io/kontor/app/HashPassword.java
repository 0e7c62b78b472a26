package io.kontor.app;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Reads a password from standard input and prints its bcrypt hash for the accounts file. */
final class HashPassword {

    private HashPassword() {}

    static void run(InputStream in, PrintStream out) {
        Scanner scanner = new Scanner(in, StandardCharsets.UTF_8);
        if (!scanner.hasNextLine()) {
            throw new IllegalArgumentException("Cannot hash password: standard input is empty");
        }
        out.println(new BCryptPasswordEncoder().encode(scanner.nextLine()));
    }
}
