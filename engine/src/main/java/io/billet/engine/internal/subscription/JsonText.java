package io.billet.engine.internal.subscription;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes maps, lists, texts and numbers as JSON (RFC 8259): what is exported must not take a library into every host. */
final class JsonText {

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /** Returns a value in JSON. What is an empty Optional is left out of objects. Anything else than is known here is written as text. */
    static String of(Object value) {
        JsonText json = new JsonText();
        json.write(value, "");
        return json.text.append('\n').toString();
    }

    private void write(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            writeObject(map, indent);
        } else if (value instanceof List<?> list) {
            writeList(list, indent);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElseThrow(), indent);
        } else {
            writeText(value.toString());
        }
    }

    private void writeObject(Map<?, ?> map, String indent) {
        String inner = indent + INDENT;
        String before = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            if (value == null || value.equals(Optional.empty())) {
                continue;
            }
            text.append(before).append(inner);
            writeText(String.valueOf(entry.getKey()));
            text.append(": ");
            write(value, inner);
            before = ",\n";
        }
        text.append(before.startsWith("{") ? "{}" : "\n" + indent + "}");
    }

    private void writeList(List<?> list, String indent) {
        String inner = indent + INDENT;
        String before = "[\n";
        for (Object value : list) {
            text.append(before).append(inner);
            write(value, inner);
            before = ",\n";
        }
        text.append(before.startsWith("[") ? "[]" : "\n" + indent + "]");
    }

    private void writeText(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c) && isAlone(value, i)) {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit((c >> shift) & 0xF, 16));
                }
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static boolean isAlone(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(value.charAt(at - 1));
    }
}
