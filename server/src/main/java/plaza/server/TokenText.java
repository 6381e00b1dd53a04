package plaza.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import plaza.core.tenant.Token;

/// An application's token as an argument of a command: an invalid one is rejected before
/// anything is done.
final class TokenText implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    return Token.parse(text)
        .map(Token::hex)
        .orElseThrow(() -> new TypeConversionException(
            "'" + text + "' is not an application token, which has 32 hexadecimal digits"));
  }
}
