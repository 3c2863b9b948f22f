a.example.com
a*.example.com
*a.example.com