#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes the process read and write UTF-8, whatever its locale. Only the
/// character type is taken from the environment: no number is to be printed
/// with a comma. Done by the first line editor; harmless when repeated.
package func useUTF8Locale() {
  _ = once
}

private let once: Void = {
  setlocale(LC_CTYPE, "")
  if String(cString: nl_langinfo(nl_item(CODESET))).uppercased() != "UTF-8" {
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "UTF-8") }
  }
}()
